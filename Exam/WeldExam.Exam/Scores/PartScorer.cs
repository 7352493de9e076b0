using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Time;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Scores;

/// <summary>Scores one part from its journal, entry by entry: live and replay are this one path.
/// Memory is bounded by the paper and by what is not yet settled.</summary>
/// <param name="paper">The paper that the part was opened under.</param>
/// <param name="explained">An item or a deduction whose checks are to be explained: their samples are then kept.</param>
public sealed class PartScorer(Paper paper, string? explained = null)
{
    /// <summary>Evidence of the examined time may reach the journal this much after its end. Conclude not before <see cref="SettlesAt"/>:
    /// what is recorded later no longer counts, so that every replay gives the same sheet.</summary>
    public static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(2);

    private readonly JournalAxis _axis = new();
    private readonly List<Placed> _ready = [];
    private readonly Opinions _opinions = new();
    private readonly List<(InterruptionCause Cause, long From, long? To)> _interruptions = [];
    private PartRun? _run;
    private NotPossible? _refusal;
    private int _epoch = -1;
    private bool _concluded;
    private bool _refused;
    private bool _anchored;
    private TaskDrawn? _draw;

    /// <summary>From this tick of the present boot on the sheet can be concluded; null before the end of the examined time.</summary>
    public MonotonicTick? SettlesAt => _run is { End: { } end } ? _axis.TickNow(end) + SettlingTime : null;

    /// <summary>Takes the next entry of the journal, in the journal's order.</summary>
    public void Take(in Recorded recorded)
    {
        if (_refusal is not null)
            return;
        if (recorded.Entry is UnknownEntry unknown)
        {
            _refusal = new($"not possible with this version: entry kind {unknown.Kind}", IsVersion: true);
            return;
        }

        _axis.Take(recorded, _ready);
        Work();
    }

    /// <summary>What is certain by now.</summary>
    public LiveScore Live => _run is null ? LiveScore.None : LiveScore.Of(_run, _opinions, Start);

    /// <summary>The sheet of everything taken so far. Before the end it is provisional and counts only what is certain.</summary>
    public ScoreOutcome Conclude()
    {
        if (_refusal is not null)
            return _refusal;
        return _run is null
            ? new NotPossible("the journal is not that of a part", IsVersion: false)
            : SheetBuilder.Build(paper, _run, _opinions, Interruptions(), Examined(), _refused, _anchored, _draw);
    }

    /// <summary>Why the checks came out as they did that were to be explained; empty before the end of the examined time.</summary>
    public ImmutableArray<Explanation> Explain() => _run is { End: not null } run && run.Verdicts() is not null ? run.Explain() : [];

    /// <summary>The journal is whole: what still waits for a clock anchor will not get one.</summary>
    internal void Close()
    {
        _axis.Flush(_ready);
        Work();
    }

    private long Start => _run?.Start ?? 0;

    private void Work()
    {
        foreach (var placed in _ready)
            Take(placed);
        _ready.Clear();
    }

    private void Take(in Placed placed)
    {
        if (_run is null)
        {
            Open(placed);
            return;
        }

        if (placed.Recorded.Epoch != _epoch && !_concluded)
            BreakOff(placed);
        var entry = placed.Recorded.Entry;
        _anchored |= entry is ClockAnchor { Source: not ClockSource.Unsynchronised };
        _refused |= entry is RefusedToSign { Role: Signatory.Candidate } && paper.RefusalToSign == RefusalRule.ZeroSubject;
        if (_concluded)
            return;
        _draw ??= entry as TaskDrawn;
        _concluded = entry is Concluded;
        _opinions.Take(placed);
        Interrupt(placed);
        _run.Take(placed);
    }

    private void Open(in Placed placed)
    {
        if (placed.Recorded.Entry is not Opened { Kind: JournalKind.Part, Part: { } part } opened)
            _refusal = new("the journal does not begin with the opening of a part", IsVersion: false);
        else if (part.Paper != paper.Hash)
            _refusal = new($"the part was opened under paper {part.Paper}, not {paper.Hash}", IsVersion: false);
        else if (part.Semantics != paper.Semantics)
            _refusal = new($"the part names semantics {part.Semantics}, the paper {paper.Semantics}", IsVersion: false);
        else if (!PaperReader.KnownSemantics.Contains(part.Semantics))
            _refusal = new($"not possible with this version: semantics {part.Semantics}", IsVersion: true);
        else if (paper.Task(part.Task) is not { } task || task.Subject != part.Subject)
            _refusal = new($"the paper has no task {part.Task} of subject {part.Subject}", IsVersion: false);
        else
            _run = new(paper, opened, part, task, new(paper, task, part, _axis, explained));
        _run?.Take(placed);
        _epoch = placed.Recorded.Epoch;
    }

    private void BreakOff(in Placed placed)
    {
        _epoch = placed.Recorded.Epoch;
        var from = _run!.Latest;
        _run.BreakOff(from);
        if (!_interruptions.Exists(open => open.To is null))
            _interruptions.Add((placed.Recorded.Entry is Resumed resumed ? resumed.Cause : InterruptionCause.RecorderStopped, from, placed.At));
    }

    private void Interrupt(in Placed placed)
    {
        if (placed.Recorded.Entry is Interrupted interrupted && !_interruptions.Exists(i => i.To is null && i.Cause == interrupted.Cause))
            _interruptions.Add((interrupted.Cause, placed.At, null));
        if (placed.Recorded.Entry is not Resumed resumed)
            return;
        for (var i = 0; i < _interruptions.Count; i++)
        {
            if (_interruptions[i].To is null && _interruptions[i].Cause == resumed.Cause)
                _interruptions[i] = _interruptions[i] with { To = placed.At };
        }
    }

    private ImmutableArray<Interruption> Interruptions()
    {
        if (_run?.Start is not { } start)
            return [];
        var end = _run.End ?? _axis.Now;
        return [.. _interruptions.Where(i => i.From < end && (i.To ?? end) > start).Select(i => new Interruption(
            i.Cause,
            TimeSpan.FromMicroseconds(i.From - start),
            i.To is { } to ? TimeSpan.FromMicroseconds(to - start) : null,
            TimeSpan.FromMicroseconds(Math.Min(_axis.UncertaintyBetween(i.From, i.To ?? i.From), 24L * 3600 * 1_000_000))))];
    }

    private TimeSpan Examined()
    {
        if (_run?.Start is not { } start)
            return TimeSpan.Zero;
        var end = _run.End ?? _axis.Now;
        var (examined, at) = (0L, start);
        foreach (var (_, from, to) in _interruptions.OrderBy(i => i.From))
        {
            examined += Math.Max(0, Math.Min(from, end) - at);
            at = Math.Max(at, to ?? end);
        }

        return TimeSpan.FromMicroseconds(examined + Math.Max(0, end - at));
    }
}
