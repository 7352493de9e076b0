namespace WeldExam.Simulators.Welders;

/// <summary>A candidate without faults: only what is free varies.</summary>
public static class SkilfulWelder
{
    public static WelderSkill Draw(int seed)
    {
        var random = new Random(seed);
        return new WelderSkill
        {
            TrialWeld = TimeSpan.FromSeconds(Math.Round(3 + (2 * random.NextDouble()), 1)),
            Weld = TimeSpan.FromSeconds(Math.Round(21 + (5 * random.NextDouble()), 1)),
            SetCurrent = 110 + random.Next(11),
            Pause = TimeSpan.FromMilliseconds(1000 + random.Next(400)),
        };
    }
}
