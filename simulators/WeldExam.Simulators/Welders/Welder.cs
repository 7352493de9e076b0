using WeldExam.Simulators.Scripts;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Welders;

/// <summary>Turns a skill into everything a candidate does at the booth, from the first switch to the last.</summary>
public static class Welder
{
    /// <summary>A full K21 performance; the same skill and random give the same acts.</summary>
    /// <param name="name">Name of the performance.</param>
    /// <param name="skill">How well it goes.</param>
    /// <param name="random">Draws the pauses and where interruptions and spells fall.</param>
    public static Performance Perform(string name, WelderSkill skill, Random random)
    {
        var sequence = new ActSequence(skill.Pause, random);
        if (skill.Ventilation == Ventilation.BeforeFirstArc)
            sequence.Add(new Act.Fan(On: true));
        foreach (var which in skill.Opening)
            sequence.Add(new Act.Switch(which, On: true));
        if (!skill.ClampForgotten)
            sequence.Add(new Act.Clamp(Taken: true));
        sequence.Add(new Act.Holder(Taken: true)).Add(new Act.SetCurrent(skill.SetCurrent));
        Weld(sequence, skill, random);
        SwitchOff(sequence, skill);
        return sequence.ToPerformance(name);
    }

    private static void Weld(ActSequence sequence, WelderSkill skill, Random random)
    {
        for (var i = 0; i < skill.FailedStarts; i++)
            sequence.Add(new Act.Scratch());
        if (skill.TrialWeld > TimeSpan.Zero)
        {
            sequence.Add(new Act.WeldFor(new Weld(skill.TrialWeld)), skill.TrialWeld);
            sequence.Rest(skill.PauseAfterTrial);
        }

        if (skill.Ventilation == Ventilation.AfterFirstArc && skill.TrialWeld > TimeSpan.Zero)
            sequence.Add(new Act.Fan(On: true));
        for (var i = 0; i < skill.StuckElectrodes; i++)
            sequence.Add(new Act.Stick(skill.StuckFor), skill.StuckFor);
        sequence.Add(new Act.WeldFor(Plan(skill, random)), skill.Weld);
        if (skill.StopPressed > TimeSpan.Zero)
        {
            sequence.Meanwhile(skill.Weld / 3, new Act.EmergencyStop(Pressed: true));
            sequence.Meanwhile((skill.Weld / 3) + skill.StopPressed, new Act.EmergencyStop(Pressed: false));
        }

        if (skill.Ventilation == Ventilation.AfterFirstArc && skill.TrialWeld == TimeSpan.Zero)
            sequence.Add(new Act.Fan(On: true));
    }

    /// <summary>The weld is cut into equal parts: interruptions stand at their borders, spells of wrong current in their middles.</summary>
    private static Weld Plan(WelderSkill skill, Random random)
    {
        var weld = new Weld(skill.Weld, skill.SetCurrent);
        for (var i = 1; i <= skill.Interruptions; i++)
        {
            var border = skill.Weld * ((i + (0.2 * random.NextDouble())) / (skill.Interruptions + 1.5));
            weld = weld with { Gaps = weld.Gaps.Add(new Weld.Gap(border, skill.Interruption)) };
        }

        var wrong = skill.Weld * skill.FractionOutOfWindow;
        var spells = (int)Math.Ceiling(wrong / TimeSpan.FromSeconds(3));
        for (var i = 0; i < spells; i++)
        {
            var room = skill.Weld / spells;
            var start = (i * room) + ((room - (wrong / spells)) * (0.25 + (0.5 * random.NextDouble())));
            weld = weld with { Spells = weld.Spells.Add(new Weld.Spell(start, wrong / spells, skill.WrongCurrent)) };
        }

        return weld;
    }

    private static void SwitchOff(ActSequence sequence, WelderSkill skill)
    {
        PutBack(sequence, skill, Returned.BeforeSwitchingOff);
        foreach (var which in skill.Closing.Where(w => w != StationSwitch.Main || !skill.MainLeftOn))
            sequence.Add(new Act.Switch(which, On: false));
        PutBack(sequence, skill, Returned.AfterSwitchingOff);
        if (skill.Ventilation != Ventilation.Never)
            sequence.Add(new Act.Fan(On: false));
    }

    private static void PutBack(ActSequence sequence, WelderSkill skill, Returned when)
    {
        if (skill.Holder == when)
            sequence.Add(new Act.Holder(Taken: false));
        if (skill.Clamp == when)
            sequence.Add(new Act.Clamp(Taken: false));
    }
}
