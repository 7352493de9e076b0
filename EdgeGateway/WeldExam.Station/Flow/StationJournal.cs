using WeldExam.Contracts.Blocks;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;
using WeldExam.Station.Acquisition;
using WeldExam.Station.Journals;
using WeldExam.Station.Storage;

namespace WeldExam.Station.Flow;

/// <summary>The station's own journal: one for each run of the program. What happens between parts, and what was refused, is on record too.
/// What a failing disk did not take waits for the next journal.</summary>
internal sealed class StationJournal(StationSetup setup, StationSurroundings around) : IDisposable
{
    /// <summary>Hours of refusals and device changes; while the disk fails no part opens, so the oldest may go.</summary>
    private const int MaxWaiting = 1000;

    private static readonly ChannelTable NoSignals = ChannelTable.Of([]);

    private readonly SignalRecorder _devices = new(NoSignals);
    private readonly Queue<StampedEntry> _waiting = new();
    private JournalWriter? _writer;
    private JournalId? _next;
    private MonotonicTick? _tried;
    private MonotonicTick? _committed;

    /// <summary>Why nothing can be recorded; null while all is well.</summary>
    public StorageFault? Fault { get; private set; }

    private MonotonicTick Now => MonotonicTick.Now(around.Clock);

    /// <summary>Keeps changes of devices; readings belong to parts.</summary>
    public void Take(DeviceReport report)
    {
        if (report is DeviceStateChange)
            _devices.Take(report);
    }

    public void Record(Entry entry)
    {
        Wait(new(Now, entry));
        Commit();
    }

    public void Tick()
    {
        if (Now - _committed < setup.Limits.BlockPeriod)
            return;
        _committed = Now;
        foreach (var entry in _devices.Drain())
            Wait(entry);
        Commit();
    }

    public void Dispose() => _writer?.Dispose();

    private void Wait(StampedEntry entry)
    {
        _waiting.Enqueue(entry);
        if (_waiting.Count > MaxWaiting)
            _waiting.Dequeue();
    }

    private void Commit()
    {
        if (Writer() is not { } writer)
            return;
        foreach (var entry in _waiting)
            writer.Add(entry);
        Fault = around.Store.Commit(writer, out _);
        if (Fault is null)
            _waiting.Clear();
    }

    /// <summary>A spent journal is left as it lies; a fresh one is begun, no more than once a block period.</summary>
    private JournalWriter? Writer()
    {
        if (_writer is { Fault: null })
            return _writer;
        if (Now - _tried < setup.Limits.BlockPeriod)
            return null;
        _tried = Now;
        _writer?.Dispose();
        _writer = null;
        var journal = _next ??= new(around.Ids.Next());
        var opened = new Opened(JournalKind.Station, setup.Point, setup.Station, setup.Box, null);
        Fault = around.Store.Create(journal, [new(Now, opened), new(Now, around.WallClock.Read())], out _writer, out _);
        if (Fault is null)
            _next = null;
        return _writer;
    }
}
