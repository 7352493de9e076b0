using WeldExam.EdgeGateway.Index;

namespace WeldExam.EdgeGateway.Tests.Index;

/// <summary>The box works without its index on disk, and says so.</summary>
public sealed class IndexFaultTests : IDisposable
{
    private readonly IndexBench _bench = new();

    public IndexFaultTests()
    {
        for (var n = 0; n < 3; n++)
            _bench.Put(RandomParts.Part(5, n));
    }

    [Fact]
    public void A_second_owner_is_refused_and_answers_from_memory()
    {
        using var first = _bench.Start();
        _ = first.Check(_bench.Marks());
        using var second = _bench.Start();
        var answer = second.Check(_bench.Marks());
        Assert.Contains("another owner has this index open", answer.Fault, StringComparison.Ordinal);
        Assert.Equal(_bench.Replay(), IndexBench.Sorted(answer.Parts));
        Assert.Null(first.Check(_bench.Marks()).Fault);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_leaves_the_answers_right()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_bench.Folder)!);
        File.WriteAllText(_bench.Folder, "a file where the folder should be");
        using var index = _bench.Start();
        var answer = index.Check(_bench.Marks());
        Assert.NotNull(answer.Fault);
        Assert.Contains("kept in memory", _bench.Said, StringComparison.Ordinal);
        Assert.Equal(_bench.Replay(), IndexBench.Sorted(answer.Parts));

        File.Delete(_bench.Folder);
        Assert.NotNull(index.Check(_bench.Marks()).Fault);
        _bench.Clock.Advance(PartIndex.RebuildsApart);
        answer = index.Check(_bench.Marks());
        Assert.Null(answer.Fault);
        Assert.Equal(_bench.Replay(), IndexBench.Sorted(answer.Parts));
    }

    [Fact]
    public void A_full_disk_leaves_the_answers_right()
    {
        // Nothing fits in /dev/full: every write of the seal fails with ENOSPC.
        Directory.CreateDirectory(_bench.Folder);
        File.CreateSymbolicLink(Path.Combine(_bench.Folder, "parts.seal.new"), "/dev/full");
        using var index = _bench.Start();
        var answer = index.Check(_bench.Marks());
        Assert.Contains("space", answer.Fault, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("kept in memory", _bench.Said, StringComparison.Ordinal);
        Assert.Equal(_bench.Replay(), IndexBench.Sorted(answer.Parts));
        Assert.False(File.Exists(_bench.Database + ".new"));

        File.Delete(Path.Combine(_bench.Folder, "parts.seal.new"));
        _bench.Clock.Advance(PartIndex.RebuildsApart);
        Assert.Null(index.Check(_bench.Marks()).Fault);
        Assert.True(File.Exists(_bench.Database));
    }

    [Fact]
    public void Damage_while_it_is_open_is_rebuilt_once_and_then_kept_in_memory()
    {
        using var index = _bench.Start();
        _ = index.Check(_bench.Marks());
        for (var time = 0; time < 3; time++)
        {
            _bench.Put(RandomParts.Part(6 + time, 0)); // other journals under other ids, the last ones gone
            _bench.Disk.Put($"{RandomParts.Part(5 + time, 0).Journal}.wxj", []);
            var answer = index.Check(_bench.Marks());
            Assert.Equal(_bench.Replay(), IndexBench.Sorted(answer.Parts));
            Assert.Equal(time > 0, answer.Fault is not null);
        }
    }

    public void Dispose() => _bench.Dispose();
}
