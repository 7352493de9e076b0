using System.Collections.Immutable;
using WeldExam.Drivers.Outputs;
using WeldExam.Exam.Sessions;

namespace WeldExam.Station.Outputs;

/// <summary>What horn and stack light say to a candidate under a helmet: green works, blinking green the last minute, amber waits,
/// red and a tone stop or time up. A tone sounds at each change to one, not while it lasts.</summary>
public static class BoothSignals
{
    public const string Red = "light-red";
    public const string Amber = "light-amber";
    public const string Green = "light-green";
    public const string Horn = "horn";

    public static readonly ImmutableArray<string> Names = [Red, Amber, Green, Horn];

    private static readonly TimeSpan LastMinute = TimeSpan.FromMinutes(1);

    /// <param name="phase">Where the part stands; null without one.</param>
    /// <param name="remaining">Examined time left.</param>
    /// <param name="isStopped">Emergency stop or over-current is locked, or somebody ended the part for safety.</param>
    public static ImmutableArray<OutputOrder> Of(SessionPhase? phase, TimeSpan remaining, bool isStopped) => (phase, isStopped) switch
    {
        (null or SessionPhase.Sealed or SessionPhase.NotOpened, false) => Orders(default, default, default, default),
        (_, true) => Orders(OutputPattern.On, default, default, OutputPattern.Beeps),
        (SessionPhase.Preparing, _) => Orders(default, OutputPattern.On, default, default),
        (SessionPhase.Interrupted, _) => Orders(default, OutputPattern.Blink, default, OutputPattern.Beeps),
        (SessionPhase.Running, _) when remaining <= TimeSpan.Zero => Orders(OutputPattern.Blink, default, default, OutputPattern.Beeps),
        (SessionPhase.Running, _) when remaining <= LastMinute => Orders(default, default, OutputPattern.Blink, default),
        (SessionPhase.Running, _) => Orders(default, default, OutputPattern.On, default),
        _ => Orders(OutputPattern.On, default, default, default),
    };

    private static ImmutableArray<OutputOrder> Orders(OutputPattern red, OutputPattern amber, OutputPattern green, OutputPattern horn) =>
        [new(Red, red), new(Amber, amber), new(Green, green), new(Horn, horn)];
}
