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

    /// <summary>With what exams are held here.</summary>
    public ExamForm Form { get; init; } = ExamForm.Instrumented;

    /// <summary>Whether a centre issues files to the box: then no exam is held without its staff register.</summary>
    public bool HasCentre { get; init; }

    /// <summary>What the wiring makes impossible.</summary>
    public WiringRules Wiring { get; init; } = WiringRules.None;

    /// <summary>Its rigs; empty where the station is one.</summary>
    public ImmutableArray<Rig> Rigs { get; init; } = [];

    /// <summary>The rig of the task that this setup was made for by <see cref="For"/>.</summary>
    public Rig? Rig { get; private init; }

    /// <summary>The currents of the rigs that are not the task's; empty before <see cref="For"/>.</summary>
    public ImmutableArray<OtherCurrent> Others { get; private init; } = [];

    /// <summary>The station as a part of that task uses it: its rig's channels by the names that papers use.</summary>
    public StationSetup For(string task)
    {
        if (Rigs.IsEmpty)
            return this;
        var rig = Rigs.FirstOrDefault(one => one.Tasks.Contains(task));
        var others = from other in Rigs
                     where other != rig && other.Current != rig?.Current
                     let current = Channels.Find(other.Current ?? "")
                     where current is not null
                     select new OtherCurrent(other.Name, current);
        return this with
        {
            Rig = rig,
            Others = [.. others.DistinctBy(other => other.Channel.Id)],
            Channels = rig is null ? Channels : Channels.At(rig),
            Wiring = rig is null ? Wiring : Wiring.At(rig),
        };
    }

    /// <summary>The setup of a part that was opened with these channels.</summary>
    internal StationSetup Holding(ImmutableArray<Exam.Signals.Channel> declared) => this with { Channels = Channels.Holding(declared) };

    /// <summary>Every current of the station that may flow.</summary>
    public ImmutableArray<string> Currents => Rigs.IsEmpty ? [Rig.CurrentSignal] : [.. Rigs.Select(rig => rig.Current).OfType<string>().Distinct()];
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
