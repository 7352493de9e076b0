using System.Collections.Immutable;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Welders;

/// <summary>A candidate with at least one fault, drawn from a seed.</summary>
public static class FaultyWelder
{
    private const int Kinds = 16;
    private const int FirstRareKind = 13; // what leaves little else to judge
    private const double Chance = 0.25;

    public static WelderSkill Draw(int seed)
    {
        var random = new Random(seed);
        var skill = SkilfulWelder.Draw(seed);
        var sure = seed % Kinds; // consecutive seeds bring every kind
        for (var kind = 0; kind < Kinds; kind++)
        {
            if ((random.NextDouble() < Chance && kind < FirstRareKind) || kind == sure)
                skill = Spoil(skill, kind, seed, random);
        }

        return skill;
    }

    private static WelderSkill Spoil(WelderSkill skill, int kind, int seed, Random random) => kind switch
    {
        0 => skill with { Opening = [.. WrongOrder(skill.Opening, random)] },
        1 => skill with { Closing = [.. WrongOrder(skill.Closing, random)] },
        2 => skill with { Ventilation = random.Next(2) == 0 ? Ventilation.AfterFirstArc : Ventilation.Never },
        3 => skill with { TrialWeld = TimeSpan.Zero },
        4 => skill with { Weld = TimeSpan.FromSeconds(random.Next(7, 14)) },
        5 => skill with { SetCurrent = random.Next(2) == 0 ? random.Next(70, 90) : random.Next(145, 170) },
        6 => skill with
        {
            FractionOutOfWindow = random.Next(3) == 0 ? 0.08 : Math.Round(0.35 + (0.2 * random.NextDouble()), 2),
            WrongCurrent = random.Next(2) == 0 ? 80 : 160,
        },
        7 => skill with { StuckElectrodes = random.Next(1, 5), StuckFor = TimeSpan.FromMilliseconds(random.Next(4) == 0 ? 200 : random.Next(85, 150) * 10) },
        8 => skill with { Interruptions = random.Next(1, 4), Interruption = TimeSpan.FromMilliseconds(random.Next(3) == 0 ? 1100 : random.Next(300, 380) * 10) },
        9 => skill with { MainLeftOn = true },
        10 => random.Next(3) switch
        {
            0 => skill with { Clamp = Returned.Never },
            1 => skill with { Holder = Returned.Never },
            _ => skill with { FailedStarts = random.Next(1, 4) },
        },
        11 => skill with { TrialWeld = TimeSpan.FromMilliseconds(random.Next(2) == 0 ? random.Next(80, 120) * 10 : random.Next(1150, 1400) * 10) },
        12 => skill with { PauseAfterTrial = TimeSpan.FromMilliseconds(random.Next(2) == 0 ? 1100 : 2550) },
        13 => skill with { Opening = skill.Opening.Remove((StationSwitch)(seed / Kinds % 3)) },
        14 => skill with { ClampForgotten = true },
        _ => skill with { StopPressed = TimeSpan.FromMilliseconds(random.Next(200, 400) * 10) },
    };

    private static StationSwitch[] WrongOrder(ImmutableArray<StationSwitch> right, Random random)
    {
        var wrong = right.AsSpan().ToArray();
        while (right.SequenceEqual(wrong))
            random.Shuffle(wrong);
        return wrong;
    }
}
