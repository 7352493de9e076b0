using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using WeldExam.Contracts.Reading;
using WeldExam.EdgeGateway.Index;
using WeldExam.Exam;
using WeldExam.Exam.Papers;
using WeldExam.Station.Journals;
using WeldExam.TestKit.Disks;
using WeldExam.TestKit.Journals;
using WeldExam.TestKit.Signing;
using WeldExam.TestKit.Stations;

namespace WeldExam.EdgeGateway.Tests.Index;

/// <summary>A box's journals on a simulated disk, and its index in a folder that survives from start to start.</summary>
internal sealed class IndexBench : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SimulatedDisk _disk = new(seed: 1);
    private JournalStore? _store;

    public static TestBox Box { get; } = TestBox.Simulated();

    public FakeTimeProvider Clock { get; } = new();

    public FakeLogger<PartIndex> Log { get; } = new();

    public SimulatedDisk Disk => _disk;

    public string Folder => _folder.At("index");

    public string Database => Path.Combine(Folder, "parts.db");

    /// <summary>Papers that this box holds.</summary>
    public Dictionary<Hash256, Paper> Papers { get; } = new() { [TestPaper.Sample.Hash] = TestPaper.Sample };

    /// <summary>The words of every entry of the log so far.</summary>
    public string Said => string.Join('\n', Log.Collector.GetSnapshot().Select(record => record.Message));

    /// <summary>Puts a journal there as far as its first <paramref name="blocks"/> blocks go.</summary>
    public void Put(JournalBuilder journal, int? blocks = null)
    {
        var content = journal.Blocks.Take(blocks ?? journal.Blocks.Length).SelectMany(block => block.Bytes.ToArray());
        _disk.Put($"{journal.Journal}.wxj", [.. content]);
        _store = null;
    }

    public IReadOnlyList<MarkedPart> Marks()
    {
        if (_store is null)
        {
            _store = new(_disk, Box.Boot(0), Box.Trust);
            _ = _store.Load();
        }

        return [.. _store.PartMarks().Select(mark => new MarkedPart(mark, Papers.GetValueOrDefault(mark.Paper)))];
    }

    public PartIndex Start(string? folder = null, string box = "box-1") => new(folder ?? Folder, box, new(_disk, Box.Trust), Clock, Log);

    /// <summary>What a box answers that starts, is asked once and ends.</summary>
    public IndexedParts Answer()
    {
        Log.Collector.Clear();
        using var index = Start();
        return index.Check(Marks());
    }

    /// <summary>What folding each journal from its first byte gives, without any index.</summary>
    public IndexedPart[] Replay() => Sorted(Marks().Select(marked => Assert.IsType<CatchUp.Done>(new JournalCatchUp(_disk, Box.Trust).Read(null, marked.Mark, marked.Paper)).Part));

    public void AnswersLikeReplay()
    {
        var answer = Answer();
        Assert.Empty(answer.Unread);
        Assert.Null(answer.Fault);
        Assert.Equal(Replay(), Sorted(answer.Parts));
    }

    public static IndexedPart[] Sorted(IEnumerable<IndexedPart> parts) => [.. parts.OrderBy(part => part.Part)];

    public JournalReading Reading(MarkedPart marked)
    {
        Assert.Null(_disk.Read(marked.Mark.File, 0, (int)marked.Mark.Length, out var content));
        return JournalReading.Of(content, Box.Trust);
    }

    public void Dispose() => _folder.Dispose();
}
