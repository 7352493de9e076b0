using WeldExam.Exam.Journal;
using WeldExam.Station.Flow;

namespace WeldExam.TestKit.Stations;

/// <summary>A wall clock whose trust can be set.</summary>
public sealed class SimulatedWallClock(TimeProvider clock) : IWallClock
{
    public ClockSource Source { get; set; } = ClockSource.Ntp;

    public TimeSpan Uncertainty { get; set; } = TimeSpan.FromMilliseconds(5);

    public ClockAnchor Read() => new(clock.GetUtcNow(), Source, Uncertainty);
}
