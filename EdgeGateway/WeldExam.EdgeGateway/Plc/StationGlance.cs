using System.Collections.Immutable;
using WeldExam.Exam.Sessions;
using WeldExam.Exam.Signals;
using WeldExam.Station.Acquisition;
using WeldExam.Station.Flow;

namespace WeldExam.EdgeGateway.Plc;

/// <summary>What a PLC is told of a station; nothing of the candidate and nothing of the score.</summary>
/// <param name="Seconds">Of the box's monotonic clock: a heart beat.</param>
/// <param name="Phase">Of the part that is open or was sealed last; null before the first.</param>
/// <param name="RemainingSeconds">Left of the part, below zero when it is over; null without a part.</param>
/// <param name="Signals">In the order of the configuration.</param>
public sealed record StationGlance(long Seconds, SessionPhase? Phase, int? RemainingSeconds, ImmutableArray<SignalGlance> Signals)
{
    /// <summary>Whether an arc burns in the open part.</summary>
    public SwitchState Arc { get; init; }

    /// <summary>Seconds in which one was seen; null without a part.</summary>
    public int? ArcSeconds { get; init; }

    /// <summary>The station now. Only on the box's thread.</summary>
    public static StationGlance Of(StationLoop station)
    {
        var now = station.Now;
        var session = station.Part is { IsOver: false } part ? part.Session : null;
        return new(
            now.Microseconds / 1_000_000,
            station.Part?.Session.Phase,
            session is null ? null : (int)session.Remaining(now).TotalSeconds,
            [.. station.SetupNow.Channels.Channels.Select(channel => Of(channel, station.Live.Of(channel, now)))])
        {
            Arc = ArcClock.StateOf(station),
            ArcSeconds = station.Arc.Burnt is { } time ? (int)time.TotalSeconds : null,
        };
    }

    private static SignalGlance Of(Channel channel, LiveValue live) => new(channel.Signal, live.Value, channel.Exponent, live.Quality);
}

/// <summary>One signal: value × 10^exponent in its unit, or 0 and 1 of a switch.</summary>
public sealed record SignalGlance(string Name, long Value, int Exponent, Quality Quality);
