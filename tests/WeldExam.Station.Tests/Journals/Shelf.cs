using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Reading;
using WeldExam.Exam.Journal;
using WeldExam.Station.Journals;
using WeldExam.TestKit.Disks;
using WeldExam.TestKit.Journals;
using WeldExam.TestKit.Signing;

namespace WeldExam.Station.Tests.Journals;

/// <summary>A journal store over a simulated disk.</summary>
internal sealed class Shelf
{
    public static readonly JournalId Journal = SampleEntries.Journal();

    private int _tick;

    public Shelf() => Store = Fresh();

    public SimulatedDisk Disk { get; } = new(seed: 5);

    public TestBox Box { get; } = TestBox.Simulated();

    public JournalStore Store { get; private set; }

    public string File => $"{Journal}.wxj";

    public JournalReading Reading => JournalReading.Of(Disk.Content(File), Box.Trust);

    /// <summary>A program that starts over the same disk, in the same boot unless told otherwise.</summary>
    public JournalStore Restart(int boot = 0)
    {
        Store = Fresh(boot);
        Store.Load();
        return Store;
    }

    /// <summary>A journal with this many blocks.</summary>
    public JournalWriter Begin(int blocks)
    {
        Assert.Null(Store.Create(Journal, [At(SampleEntries.OpenedBy(Box.Name))], out var writer, out _));
        for (var i = 1; i < blocks; i++)
            Assert.Null(Write(writer!, ArcNoise.Second(1, i)));
        return writer!;
    }

    public Station.Storage.StorageFault? Write(JournalWriter writer, Entry entry)
    {
        writer.Add(At(entry));
        return Store.Commit(writer, out _);
    }

    public StampedEntry At(Entry entry) => new(new(++_tick * 1_000_000L), entry);

    private JournalStore Fresh(int boot = 0) => new(Disk, Box.Boot(boot), Box.Trust);
}
