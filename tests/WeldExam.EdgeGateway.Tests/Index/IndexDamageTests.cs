using System.Text;
using LiteDB;
using WeldExam.EdgeGateway.Index;
using WeldExam.TestKit.Journals;

namespace WeldExam.EdgeGateway.Tests.Index;

/// <summary>Whatever becomes of the file, the answers equal a replay, and the log says why it was built anew.</summary>
[Trait("Clause", "cloud §5.3")]
public sealed class IndexDamageTests : IDisposable
{
    private readonly IndexBench _bench = new();

    public IndexDamageTests()
    {
        for (var n = 0; n < 5; n++)
            _bench.Put(RandomParts.Part(42, n));
        _bench.AnswersLikeReplay();
        Assert.Contains("there is none", _bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_that_agrees_is_kept()
    {
        _bench.AnswersLikeReplay();
        Assert.Equal("", _bench.Said);
    }

    /// <summary>Not closed: the process was killed after its last write.</summary>
    [Fact]
    public void An_index_that_a_killed_process_left_is_kept()
    {
        using var fresh = new IndexBench();
        for (var n = 0; n < 5; n++)
            fresh.Put(RandomParts.Part(42, n));
        using var living = fresh.Start();
        _ = living.Check(fresh.Marks());
        foreach (var path in Directory.EnumerateFiles(fresh.Folder, "parts*"))
            File.Copy(path, Path.Combine(_bench.Folder, Path.GetFileName(path)), overwrite: true);
        _bench.AnswersLikeReplay();
        Assert.Equal("", _bench.Said);
    }

    [Fact]
    public void A_deleted_file_is_built_anew()
    {
        File.Delete(_bench.Database);
        Rebuilds("there is none");
    }

    [Fact]
    public void A_truncated_file_is_built_anew()
    {
        var whole = File.ReadAllBytes(_bench.Database);
        for (var length = 0; length < whole.Length; length += 1777)
        {
            File.WriteAllBytes(_bench.Database, whole[..length]);
            Rebuilds("its bytes are not those that were sealed");
        }
    }

    [Fact]
    public void Flipped_bits_are_built_over()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var bytes = File.ReadAllBytes(_bench.Database);
            for (var flips = random.Next(1, 20); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(_bench.Database, bytes);
            Rebuilds("its bytes are not those that were sealed");
        }
    }

    /// <summary>As if the seal had been written over damage that was there already: only the entries' own digests are left.</summary>
    [Theory]
    [InlineData("\"Candidate\":\"p-", "\"Candidate\":\"q-")]
    [InlineData("\"Points\":", "\"Pointz\":")]
    [InlineData("\"Standing\":\"", "\"standing\":\"")]
    [InlineData("\"Length\":", "\"Lengt_\":")]
    public void A_value_that_LiteDB_reads_happily_and_nobody_wrote_is_not_told(string written, string instead)
    {
        var bytes = File.ReadAllBytes(_bench.Database);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(written));
        Assert.True(at >= 0);
        Encoding.UTF8.GetBytes(instead).CopyTo(bytes, at);
        File.WriteAllBytes(_bench.Database, bytes);
        Reseal();
        Rebuilds("is not what was written");
    }

    [Fact]
    public void A_document_that_is_gone_is_folded_again()
    {
        using (var database = new LiteDatabase(_bench.Database))
            Assert.Equal(1, database.GetCollection("parts").DeleteMany("$._id = '" + _bench.Replay()[2].Part.ToString("N") + "'"));
        Reseal();
        _bench.AnswersLikeReplay();
    }

    [Fact]
    public void Documents_of_two_parts_that_changed_places_are_not_told()
    {
        using (var database = new LiteDatabase(_bench.Database))
        {
            var parts = database.GetCollection("parts");
            BsonDocument[] two = [.. parts.FindAll().Take(2)];
            (two[0]["_id"], two[1]["_id"]) = (new BsonValue(two[1]["_id"].AsString), new BsonValue(two[0]["_id"].AsString));
            Assert.True(parts.Update(two[0]));
            Assert.True(parts.Update(two[1]));
        }

        Reseal();
        Rebuilds("is not what was written");
    }

    [Fact]
    public void An_old_copy_is_brought_up_to_the_journals()
    {
        using var bench = new IndexBench();
        var journals = Enumerable.Range(0, 6).Select(n => RandomParts.Part(7, n)).ToArray();
        foreach (var journal in journals[..4])
            bench.Put(journal, 1);
        bench.AnswersLikeReplay();
        var old = Directory.EnumerateFiles(bench.Folder, "parts*").Select(path => (Path: path, Bytes: File.ReadAllBytes(path))).ToArray();
        foreach (var journal in journals)
            bench.Put(journal);
        bench.AnswersLikeReplay();
        foreach (var (path, bytes) in old)
            File.WriteAllBytes(path, bytes);
        bench.AnswersLikeReplay();

        File.WriteAllBytes(old.Single(file => file.Path == bench.Database).Path, old.Single(file => file.Path == bench.Database).Bytes);
        bench.AnswersLikeReplay();
        Assert.Contains("its bytes are not those that were sealed", bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_box_s_index_is_built_over()
    {
        using var other = new IndexBench();
        other.Put(RandomParts.Part(8, 0));
        using (var index = other.Start(_bench.Folder, "box-2"))
        {
            _ = index.Check(other.Marks());
            Assert.Contains("it is of box 'box-1'", other.Said, StringComparison.Ordinal);
        }

        Rebuilds("it is of box 'box-2'");
    }

    [Fact]
    public void An_index_over_a_journal_that_is_not_here_is_built_over()
    {
        using var other = new IndexBench();
        other.Put(RandomParts.Part(8, 0));
        using (var index = other.Start(_bench.Folder))
            _ = index.Check(other.Marks());
        Rebuilds("the journal folder does not");
    }

    [Fact]
    public void A_journal_with_another_tail_or_fewer_blocks_is_folded_anew()
    {
        _bench.Put(SampleJournals.Part(IndexBench.Box), 6);
        _bench.AnswersLikeReplay();
        _bench.Put(SampleJournals.Part(IndexBench.Box), 4);
        Rebuilds("the index has 6 blocks, the journal 4");
        _bench.Put(SampleJournals.Arc(IndexBench.Box, seconds: 3));
        Rebuilds("the index ends in");
        _bench.Put(SampleJournals.Part(IndexBench.Box), 9);
        Rebuilds($"part {SampleEntries.Journal()}: ");
    }

    [Fact]
    public void An_index_of_another_schema_is_built_over()
    {
        var seal = Path.Combine(_bench.Folder, "parts.seal");
        File.WriteAllText(seal, File.ReadAllText(seal).Replace("index 1", "index 0", StringComparison.Ordinal));
        Rebuilds("its seal says 'weldexam index 0'");
    }

    public void Dispose() => _bench.Dispose();

    private void Rebuilds(string reason)
    {
        _bench.AnswersLikeReplay();
        Assert.Contains("built anew from the journals", _bench.Said, StringComparison.Ordinal);
        Assert.Contains(reason, _bench.Said, StringComparison.Ordinal);
        _bench.AnswersLikeReplay();
        Assert.Equal("", _bench.Said);
    }

    private void Reseal()
    {
        using var folder = IndexFolder.Take(_bench.Folder, IndexBench.Box.Name);
        folder.Save(File.ReadAllBytes(_bench.Database));
    }
}
