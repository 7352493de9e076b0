using WeldExam.Contracts.Blocks;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;
using WeldExam.Station.Acquisition;
using WeldExam.Station.Journals;
using WeldExam.Station.Storage;

namespace WeldExam.Station.Flow;

/// <summary>The station's own journal: one for each run of the program. What happens between parts, and what was refused, is on record too.</summary>
internal sealed class StationJournal(StationSetup setup, StationSurroundings around) : IDisposable
{
    private static readonly ChannelTable NoSignals = ChannelTable.Of([]);

    private readonly SignalRecorder _devices = new(NoSignals);
    private JournalWriter? _writer;
    private MonotonicTick? _tried;

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
        if (Writer() is not { } writer)
            return;
        writer.Add(new(Now, entry));
        Commit(writer);
    }

    public void Tick()
    {
        if (Now - _tried < setup.Limits.BlockPeriod || Writer() is not { } writer)
            return;
        _tried = Now;
        foreach (var entry in _devices.Drain())
            writer.Add(entry);
        Commit(writer);
    }

    public void Dispose() => _writer?.Dispose();

    /// <summary>A spent journal is left as it lies; a fresh one is begun, no more than once a block period.</summary>
    private JournalWriter? Writer()
    {
        if (_writer is { Fault: null })
            return _writer;
        if (Now - _tried < setup.Limits.BlockPeriod)
            return null;
        _writer?.Dispose();
        var opened = new Opened(JournalKind.Station, setup.Point, setup.Station, setup.Box, null);
        Fault = around.Store.Create(new(around.Ids.Next()), opened, Now, out _writer);
        if (Fault is not null)
            _writer = null;
        _writer?.Add(new StampedEntry(Now, around.WallClock.Read()));
        return _writer;
    }

    private void Commit(JournalWriter writer) => Fault = around.Store.Commit(writer, out _);
}
