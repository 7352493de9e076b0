using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Station.Acquisition;

namespace WeldExam.Station.Flow;

/// <summary>What is fixed for one station while the program runs.</summary>
/// <param name="Point">The exam point.</param>
/// <param name="Station">The station.</param>
/// <param name="Box">The box.</param>
/// <param name="Mode">Exam or practice.</param>
/// <param name="IsTest">Simulated devices: every part is marked as a test.</param>
/// <param name="Channels">The station's signals.</param>
/// <param name="Limits">When a part may not open.</param>
public sealed record StationSetup(
    string Point, string Station, string Box, ExamMode Mode, bool IsTest, ChannelTable Channels, StationLimits Limits)
{
    /// <summary>The outputs that the station has: contactor, lights, horn.</summary>
    public ImmutableArray<string> Outputs { get; init; } = [];

    /// <summary>Whether a centre issues files to the box: then no exam is held without its staff register.</summary>
    public bool HasCentre { get; init; }

    /// <summary>What the wiring makes impossible.</summary>
    public WiringRules Wiring { get; init; } = WiringRules.None;
}

/// <summary>Bounds of readiness.</summary>
public sealed record StationLimits
{
    /// <summary>Below this room on the disk no part opens. Eight hours of journals and stills of one station.</summary>
    public long MinFreeBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>A wall clock that may be further off than this opens no part, practice included.</summary>
    public TimeSpan MaxClockUncertainty { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the wall clock is tied to the monotonic one.</summary>
    public TimeSpan AnchorPeriod { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a block closes.</summary>
    public TimeSpan BlockPeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an identity verdict waits for its part.</summary>
    public TimeSpan IdentityValidity { get; init; } = TimeSpan.FromMinutes(10);
}
