using System.Collections.Immutable;
using WeldExam.Contracts.Blocks;
using WeldExam.EdgeGateway.Storage;
using WeldExam.Exam.Time;
using WeldExam.Station.Journals;
using WeldExam.TestKit.Journals;
using WeldExam.TestKit.Signing;

namespace WeldExam.Benchmarks.Journals;

/// <summary>What one second of recording costs: 8 signals × 10 Hz into one block, signed, appended and flushed to a real disk.</summary>
internal static class AppendFigure
{
    private const int Warm = 300;
    private const int Seconds = 1000;

    /// <summary>Processor time, kernel included, that one block takes, in per cent of the second it stands for.</summary>
    public static double PerCentOfACore()
    {
        var folder = Directory.CreateTempSubdirectory("weldexam-append-").FullName;
        try
        {
            if (LinuxJournalDisk.Open(folder, out var disk) is { } fault)
                throw new InvalidOperationException(fault.ToString());
            using (disk)
                return Append(disk!);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Append(LinuxJournalDisk disk)
    {
        var box = TestBox.Es256();
        var store = new JournalStore(disk, box.Boot(0), box.Trust);
        ImmutableArray<StampedEntry> first = [new(default, SampleEntries.OpenedBy(box.Name))];
        if (store.Create(SampleEntries.Journal(), first, out var writer, out _) is { } fault)
            throw new InvalidOperationException(fault.ToString());
        var seconds = Enumerable.Range(0, Warm + Seconds).Select(second => ArcNoise.Second(1, second)).ToArray();
        var begun = TimeSpan.Zero;
        for (var second = 0; second < seconds.Length; second++)
        {
            if (second == Warm)
                begun = Environment.CpuUsage.TotalTime;
            writer!.Add(new(new MonotonicTick((second + 1) * 1_000_000L), seconds[second]));
            if (store.Commit(writer, out _) is { } lost)
                throw new InvalidOperationException(lost.ToString());
        }

        var spent = Environment.CpuUsage.TotalTime - begun;
        writer!.Dispose();
        return spent.TotalSeconds / Seconds * 100;
    }
}
