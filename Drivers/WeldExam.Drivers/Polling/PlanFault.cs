namespace WeldExam.Drivers.Polling;

/// <summary>Why a bus cannot carry its plan.</summary>
public abstract record PlanFault
{
    private protected PlanFault()
    {
    }
}

/// <summary>The reads take more of the wire's time than <see cref="BusPlan.MostOccupancy"/>; 1 is all of it.</summary>
public sealed record WireTooFull(double Occupancy) : PlanFault
{
    public override string ToString() => $"{Occupancy:P1} of the wire's time is wanted, {BusPlan.MostOccupancy:P0} may be";
}

/// <summary>While one device is read, another one's samples cease to hold.</summary>
/// <param name="Device">Whose turn is so long.</param>
/// <param name="Turn">How long all its reads of one moment take.</param>
/// <param name="Fastest">Who waits.</param>
/// <param name="Period">How often that one wants to be read.</param>
public sealed record HoldsUpTheFastest(DeviceName Device, TimeSpan Turn, DeviceName Fastest, TimeSpan Period) : PlanFault
{
    public override string ToString() =>
        $"reading {Device} takes {Turn.TotalMilliseconds:F0} ms, too long beside {Fastest} with its period of {Period.TotalMilliseconds:F0} ms";
}
