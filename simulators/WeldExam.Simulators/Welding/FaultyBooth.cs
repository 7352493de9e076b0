namespace WeldExam.Simulators.Welding;

/// <summary>A booth whose wiring may have faults of its own, drawn from a seed. None of them shows before a candidate's fault meets it.</summary>
public static class FaultyBooth
{
    public static StationSettings Draw(int seed)
    {
        var random = new Random(seed);
        return new StationSettings
        {
            StrayReturn = random.Next(2) == 0,
            StopCutsPower = random.Next(2) == 0,
            ResidualDecay = random.Next(6) == 0 ? TimeSpan.FromSeconds(60) : new StationSettings().ResidualDecay,
        };
    }
}
