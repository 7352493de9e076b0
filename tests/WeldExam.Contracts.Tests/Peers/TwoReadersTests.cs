using System.Security.Cryptography;
using System.Text.RegularExpressions;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Signing;
using WeldExam.Contracts.Tests.Blocks;
using WeldExam.Contracts.Tests.Forging;
using WeldExam.Exam.Journal;
using WeldExam.TestKit.Journals;
using WeldExam.TestKit.Signing;
using Xunit;

namespace WeldExam.Contracts.Tests.Peers;

/// <summary>Our reader and one written from the document alone must say the same of every file.</summary>
[Trait("Promise", "13: an independent verifier agrees, offline")]
public sealed class TwoReadersTests
{
    private readonly TestBox _box = TestBox.Es256();

    [Fact]
    public async Task Both_read_a_whole_part_alike()
    {
        var file = SampleJournals.Part(_box).ToArray();
        var ours = JournalReading.Of(file, _box.Trust);
        string[] files = [SampleEntries.Digest(20).ToString(), SampleEntries.Digest(21).ToString()];
        var (code, theirs) = await PythonReader.ReadAsync(file, PythonReader.KeyOf(_box), files);

        Assert.Equal(0, code);
        Assert.True(ours.IsSound);
        Assert.Equal(SampleEntries.Journal().ToString(), theirs.GetProperty("journal").GetString());
        Assert.Equal(ours.Blocks.Length, theirs.GetProperty("blocks").GetInt32());
        Assert.Equal(ours.Boots.Length, theirs.GetProperty("epochs").GetInt32());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), theirs.GetProperty("sha256").GetString());
        Assert.True(theirs.GetProperty("sealed").GetBoolean());
        Assert.True(theirs.GetProperty("merkleOk").GetBoolean());
        var counts = ours.Entries.CountBy(recorded => recorded.Entry.GetType().Name).OrderBy(pair => pair.Key, StringComparer.Ordinal);
        Assert.Equal(
            counts.Select(pair => (pair.Key, pair.Value)),
            theirs.GetProperty("entries").EnumerateObject().Select(pair => (pair.Name, pair.Value.GetInt32())));
    }

    [Fact]
    public async Task A_fault_is_named_by_block_and_offset()
    {
        var journal = SampleJournals.Short(_box);
        var file = journal.ToArray();
        var offset = journal.Blocks[0].Bytes.Length + journal.Blocks[1].Bytes.Length;
        file[offset + 150] ^= 1;
        var (code, theirs) = await PythonReader.ReadAsync(file, PythonReader.KeyOf(_box));
        Assert.Equal(1, code);
        Assert.Equal(2, theirs.GetProperty("fault").GetProperty("block").GetInt32());
        Assert.Equal(offset, theirs.GetProperty("fault").GetProperty("offset").GetInt32());
        Assert.Equal(offset, JournalReading.Of(file, _box.Trust).SoundLength);
    }

    [Fact]
    public async Task The_worked_example_of_the_document_reads_as_it_says()
    {
        var document = PythonReader.Document("docs/JOURNAL.md");
        var device = Fenced(document, "device");
        var file = Fenced(document, "journal");
        var ours = JournalReading.Of(file, DeviceTrust.Of(new Es256Suite(), "box-1", device));
        Assert.True(ours.IsSound, ours.Fault?.ToString());
        Assert.Equal([10, 9, 0], Assert.IsType<Samples>(ours.Blocks[1].Block.Entries[0].Entry).Columns[0].Values);
        Assert.Equal(ours.Seal!.MerkleRoot, ours.MerkleRoot(2));
        Assert.Contains(ours.Blocks[1].Hash.ToString(), document, StringComparison.Ordinal);
        Assert.Contains(ours.Seal.MerkleRoot.ToString(), document, StringComparison.Ordinal);
        var (code, theirs) = await PythonReader.ReadAsync(file, "box-1=" + Convert.ToHexString(device));
        Assert.Equal((0, 3), (code, theirs.GetProperty("blocks").GetInt32()));
    }

    [Fact]
    public async Task Both_find_every_flipped_bit_in_the_same_block()
    {
        var journal = SampleJournals.Short(_box).ToArray();
        await AssertAgreement(Enumerable.Range(0, journal.Length * 8).Select(bit =>
        {
            var file = (byte[])journal.Clone();
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            return file;
        }), expectSound: 0);
    }

    [Fact]
    public async Task Both_judge_torn_files_alike()
    {
        var journal = SampleJournals.Short(_box).ToArray();
        await AssertAgreement(Enumerable.Range(0, journal.Length + 1).Select(length => journal[..length]), expectSound: 6);
    }

    /// <summary>Here every signature fits: only the form can give a payload away.</summary>
    [Fact]
    public async Task Both_judge_signed_forgeries_alike()
    {
        var signer = _box.Boot();
        var payload = new JournalBuilder(SampleEntries.Journal(), signer)
            .Add([new(new(5000), SampleEntries.OpenedBy(_box.Name)), .. SampleEntries.Between.Select(entry => new Contracts.Blocks.StampedEntry(new(4000), entry))])
            .Blocks[0].Message.Payload.ToArray();
        var random = new Random(20260314);
        var changed = Enumerable.Range(0, 3000).Select(_ =>
        {
            var bytes = (byte[])payload.Clone();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            return bytes;
        });
        await AssertAgreement([.. Respeller.LongerHeads(payload).Concat(changed).Select(forged => CoseSign1.Sign(forged, signer.Signer))], expectSound: null);
    }

    [Fact]
    public async Task Both_keep_what_a_newer_box_says()
    {
        var files = UnknownEntryTests.Newer.Select(row =>
        {
            var newer = new UnknownEntry(63, (byte[])((ITheoryDataRow)row).GetData()[1]!);
            return new JournalBuilder(SampleEntries.Journal(), _box.Boot()).Add(1, SampleEntries.StationOpenedBy(_box.Name)).Add(1, newer).ToArray();
        }).ToArray();
        await AssertAgreement(files, expectSound: files.Length);
    }

    private async Task AssertAgreement(IEnumerable<byte[]> files, int? expectSound)
    {
        var all = files.ToArray();
        var theirs = await PythonReader.ReadAllAsync(all, PythonReader.KeyOf(_box));
        var trust = _box.Trust;
        var ours = all.Select(file => JournalReading.Of(file, trust)).Select(reading => (reading.Blocks.Length, reading.IsSound)).ToArray();
        Assert.Equal(all.Length, theirs.Length);
        for (var i = 0; i < all.Length; i++)
            Assert.True(ours[i] == theirs[i], $"file {i}: we say {ours[i]}, they say {theirs[i]}: {Convert.ToHexString(all[i])}");
        var sound = ours.Count(verdict => verdict.IsSound);
        Assert.Equal(expectSound ?? sound, sound);
        Assert.True(expectSound is not null || (sound > 0 && sound < all.Length));
    }

    private static byte[] Fenced(string document, string name)
    {
        var match = Regex.Match(document, $"```{name}\n(?<hex>[0-9a-f\n]+)```", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return Convert.FromHexString(match.Groups["hex"].Value.Replace("\n", "", StringComparison.Ordinal));
    }
}
