using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Tests.Performances;

/// <summary>Writes the journal of a K21 part, second by second, as a station's recorder would: 10 Hz current and voltage in batches,
/// inputs as they change, people's acts. Times are seconds since the examined time began.</summary>
internal sealed class Performance
{
    public const string FirstExaminer = "E-01";
    public const string SecondExaminer = "E-02";
    private const double Origin = 100; // the box had been up that long
    private static readonly BootId FirstBoot = new(new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));
    private static readonly BootId SecondBoot = new(new Guid(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));
    private static readonly string[] Switches = ["main", "rcd", "machine", "clamp_rest", "holder_rest", "fan", "estop"];
    private readonly SortedDictionary<double, List<(string Signal, bool On)>> _switching = [];
    private readonly List<(double From, double To, double Amperes, double Volts)> _welding = [];
    private readonly List<(double From, double To)> _holes = [];
    private readonly List<(double At, Entry Entry)> _acts = [];
    private readonly Paper _paper;
    private int _commands;

    public Performance(Paper? paper = null)
    {
        _paper = paper ?? SamplePaper.Paper;
        Channels =
        [
            Analog(0, "current", "A", new(0, 10)),
            Analog(1, "voltage", "V", new(0, 2)),
            .. Switches.Select((name, i) => Switch(i + 2, name)),
        ];
    }

    public double End { get; set; } = 60;

    public ImmutableArray<Channel> Channels { get; set; }

    public int RowsPerBatch { get; set; } = 10;

    public TaskCard? Card { get; set; } = new(111, "E4303 batch 7", 3_200, "PA", "Q235 6 mm", "P-17", 90, 140);

    public bool Anchored { get; set; } = true;

    /// <summary>The recorder was dead from … to; entries between are lost and the next ones belong to a new epoch, perhaps a new boot.</summary>
    public (double From, double To, bool Reboot, bool AnchorAgain)? Crash { get; set; }

    /// <summary>A candidate who does everything right in a minute.</summary>
    public static Performance Right(Paper? paper = null)
    {
        var right = new Performance(paper);
        right.Switch(2, "fan", true).Switch(4, "main", true).Switch(5, "rcd", true).Switch(6, "machine", true)
            .Switch(8, "clamp_rest", false).Switch(9, "holder_rest", false)
            .Weld(12, 15).Weld(20, 40)
            .Switch(44, "holder_rest", true).Switch(45, "clamp_rest", true)
            .Switch(47, "machine", false).Switch(48, "rcd", false).Switch(49, "main", false);
        return right;
    }

    public Performance Switch(double at, string signal, bool on)
    {
        (_switching.TryGetValue(at, out var list) ? list : _switching[at] = []).Add((signal, on));
        return this;
    }

    public Performance Without(string signal)
    {
        foreach (var list in _switching.Values)
            list.RemoveAll(change => change.Signal == signal);
        return this;
    }

    public Performance Weld(double from, double to, double amperes = 115, double volts = 24)
    {
        _welding.Add((from, to, amperes, volts));
        return this;
    }

    public Performance NoWelding()
    {
        _welding.Clear();
        return this;
    }

    /// <summary>The meter is silent.</summary>
    public Performance Hole(double from, double to)
    {
        _holes.Add((from, to));
        return this;
    }

    public Performance Act(double at, Entry entry)
    {
        _acts.Add((at, entry));
        return this;
    }

    public Performance Mark(double at, string by, string item, MarkKind kind, string? deduction = null, int times = 1) =>
        Act(at, new Marked(NextCommand(), by, item, deduction, kind, times, null, string.Empty));

    public Performance Override(double at, string deduction, int times) => Act(
        at, new Overridden(NextCommand(), FirstExaminer, SecondExaminer, deduction[..deduction.LastIndexOf('.')], deduction, times, "seen by both"));

    /// <summary>Every item of the task is found in order by hand.</summary>
    public Performance AllMet()
    {
        foreach (var item in _paper.Task("K21")!.Items)
            Mark(End + 0.5, FirstExaminer, item.Id, MarkKind.Met);
        return this;
    }

    public CommandId NextCommand() => new(new Guid(++_commands, 0, 0, new byte[8]));

    /// <summary>The whole journal up to the act of conclusion.</summary>
    public IReadOnlyList<Recorded> Journal()
    {
        List<(double At, int Rank, Entry Entry)> all = [(-20, 0, Opening())];
        if (Anchored)
            all.Add((-19, 0, new ClockAnchor(new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), ClockSource.Ntp, TimeSpan.FromMilliseconds(5))));
        all.Add((-18, 0, new Assigned([new(FirstExaminer, StaffRole.Examiner), new(SecondExaminer, StaffRole.Examiner)])));
        all.Add((-17, 0, new IdentityChecked(true, [new("idCard", true, "r", ""), new("roster", true, "r", "")], [])));
        foreach (var channel in Channels.Where(channel => channel.Kind == ChannelKind.Switch))
        {
            var state = channel.Signal.EndsWith("_rest", StringComparison.Ordinal) ? SwitchState.On : SwitchState.Off;
            all.Add((-16, 0, new InputChanged(channel.Id, state, Tick(-16), Quality.Good)));
        }

        all.Add((-10, 0, new StartState([.. _paper.Task("K21")!.StartState.Select(c => new StartCondition(c.Id, true, c.Sensed is null ? FirstExaminer : null))])));
        all.Add((0, 0, new SubjectStarted(NextCommand(), FirstExaminer)));
        all.Add((End, 0, new SubjectEnded(NextCommand(), FirstExaminer, EndReason.Finished)));
        foreach (var (at, changes) in _switching)
        {
            foreach (var (signal, on) in changes)
            {
                if (Channels.FirstOrDefault(channel => channel.Signal == signal) is { } channel)
                    all.Add((at, 0, new InputChanged(channel.Id, on ? SwitchState.On : SwitchState.Off, Tick(at - 0.05), Quality.Good)));
            }
        }

        all.AddRange(_acts.Select(act => (act.At, 1, act.Entry)));
        all.AddRange(Batches());
        return [.. Stamped([.. all.OrderBy(e => e.At).ThenBy(e => e.Rank)])];
    }

    private IEnumerable<Recorded> Stamped((double At, int Rank, Entry Entry)[] all)
    {
        if (Crash is not { } crash)
            return all.Select(e => new Recorded(0, FirstBoot, Tick(e.At), e.Entry));
        var shift = crash.Reboot ? TimeSpan.FromSeconds(Origin + crash.To - 7) : TimeSpan.Zero; // the new boot is 7 s old when it resumes
        var boot = crash.Reboot ? SecondBoot : FirstBoot;
        List<Entry> first = [new Resumed(InterruptionCause.RecorderStopped, 0, string.Empty)];
        if (crash.AnchorAgain)
            first.Add(new ClockAnchor(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero).AddSeconds(19 + crash.To), ClockSource.Rtc, TimeSpan.FromSeconds(1)));
        foreach (var channel in Channels.Where(channel => channel.Kind == ChannelKind.Switch))
            first.Add(new InputChanged(channel.Id, IsOn(channel.Signal, crash.To) ? SwitchState.On : SwitchState.Off, Tick(crash.To) - shift, Quality.Good));
        return
        [
            .. all.Where(e => e.At <= crash.From).Select(e => new Recorded(0, FirstBoot, Tick(e.At), e.Entry)),
            .. first.Select(entry => new Recorded(1, boot, Tick(crash.To) - shift, entry)),
            .. all.Where(e => e.At > crash.To).Select(e => new Recorded(1, boot, Tick(e.At) - shift, Shifted(e.Entry, shift))),
        ];
    }

    private static Entry Shifted(Entry entry, TimeSpan shift) => entry switch
    {
        Samples samples => samples with { At = [.. samples.At.Select(at => at - shift)] },
        InputChanged change => change with { NotBefore = change.NotBefore - shift },
        _ => entry,
    };

    public static MonotonicTick Tick(double seconds) => new((long)Math.Round((Origin + seconds) * 1_000_000));

    public static Channel Analog(int id, string signal, string unit, Uncertainty uncertainty, SpanRange refresh = default, SpanRange delay = default) => new(
        id, signal, "meter", ChannelKind.Analog, unit, -1, uncertainty, TimeSpan.FromMilliseconds(100), refresh, delay, PowerSource.Station, new(2027, 1, 1), default);

    public static Channel Switch(int id, string signal) => new(
        id, signal, "inputs", ChannelKind.Switch, string.Empty, 0, Uncertainty.None, TimeSpan.FromMilliseconds(50), default, default, PowerSource.Station, null, default);

    private Opened Opening() => new(JournalKind.Part, "point", "station", "box", new PartOpening(
        new(new Guid(9, 0, 0, new byte[8])), "candidate", "K2", "K21", _paper.Id, _paper.Hash, _paper.Semantics, ["K1", "K2", "K3", "K4"], 1,
        ExamMode.Practice, IsTest: true, Card, null, [], Channels));

    private IEnumerable<(double At, int Rank, Entry Entry)> Batches()
    {
        var analog = Channels.Where(channel => channel.Kind == ChannelKind.Analog).ToArray();
        var rows = (int)((End + 15) * 10);
        for (var first = 0; first < rows; first += RowsPerBatch)
        {
            var times = Enumerable.Range(first, Math.Min(RowsPerBatch, rows - first)).Select(row => (row / 10.0) - 12).ToArray();
            yield return (times[^1] + 0.02, 0, new Samples(
                [.. times.Select(Tick)],
                [.. analog.Select(channel => new SampleColumn(
                    channel.Id,
                    [.. times.Select(at => Missing(at) ? 0 : Value(channel.Signal, at))],
                    [.. times.Select(at => Missing(at) ? Quality.Timeout : Quality.Good)]))]));
        }
    }

    private bool Missing(double at) => _holes.Exists(hole => at >= hole.From && at < hole.To);

    private long Value(string signal, double at)
    {
        var weld = _welding.FirstOrDefault(weld => at >= weld.From - 0.001 && at < weld.To - 0.001);
        if (weld.To > 0)
            return (long)Math.Round(10 * (signal == "current" ? weld.Amperes : weld.Volts));
        return signal == "voltage" && IsOn("machine", at) ? 680 : 0;
    }

    private bool IsOn(string signal, double at)
    {
        var on = signal.EndsWith("_rest", StringComparison.Ordinal);
        foreach (var (time, changes) in _switching)
        {
            if (time <= at && changes.Exists(change => change.Signal == signal))
                on = changes.Last(change => change.Signal == signal).On;
        }

        return on;
    }
}
