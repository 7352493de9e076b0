using System.Collections.Immutable;
using System.Security.Cryptography;
using WeldExam.Centre.Boxes;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Signing;
using WeldExam.Contracts.Topics;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.Centre.Tests.Fixtures;

/// <summary>A box with real keys that writes real blocks.</summary>
internal sealed class TestBox(string name, string station)
{
    public const string Point = "HB-001";

    private readonly Es256Signer _device = new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public string Name => name;

    public string Station => station;

    public BoxAddress Address { get; } = new(Point, station);

    public Box Enrolled => new(name, Point, [station], [_device.PublicKey]);

    /// <summary>A fresh boot of the box: a new evidence key, certified by the device key.</summary>
    public EvidenceSigner Boot(int number) => EvidenceSigner.Certified(
        name, new(new Guid(number, 0, 0, new byte[8])), new Es256Signer(ECDsa.Create(ECCurve.NamedCurves.nistP256)), _device);
}

/// <summary>Writes one journal, block by block.</summary>
internal sealed class TestJournal(JournalId journal, EvidenceSigner signer)
{
    private readonly List<EncodedBlock> _blocks = [];
    private EvidenceSigner _signer = signer;
    private int _epoch;
    private bool _begins = true;
    private long _at;

    public JournalId Id => journal;

    public IReadOnlyList<EncodedBlock> Blocks => _blocks;

    public EncodedBlock Last => _blocks[^1];

    public ReadOnlyMemory<byte> File => _blocks.SelectMany(block => block.Bytes.ToArray()).ToArray();

    public IReadOnlyList<Recorded> Entries => [.. _blocks.SelectMany(block => block.Block.Entries.Select(
        stamped => new Recorded(block.Block.Epoch, new BootId(default), stamped.At, stamped.Entry)))];

    public EncodedBlock Add(params ReadOnlySpan<Entry> entries)
    {
        var stamped = ImmutableArray.CreateBuilder<StampedEntry>();
        foreach (var entry in entries)
            stamped.Add(new(new(_at += 1_000_000), entry));
        var start = _begins ? new EpochStart(_signer.Boot, _signer.Certificate) : null;
        var block = BlockCodec.Encode(
            new(journal, _epoch, _blocks.Count, _blocks.Count == 0 ? null : Last.Hash, start, stamped.ToImmutable()), _signer.Signer);
        _begins = false;
        _blocks.Add(block);
        return block;
    }

    public void Reboot(EvidenceSigner signer)
    {
        (_signer, _begins) = (signer, true);
        _epoch++;
    }

    /// <summary>The disk as it was, in another box or restored: it goes on by itself from here.</summary>
    public TestJournal Clone(int blocks)
    {
        var clone = new TestJournal(journal, _signer) { _epoch = _epoch, _begins = blocks == 0, _at = _at + 17 };
        clone._blocks.AddRange(_blocks.Take(blocks));
        return clone;
    }

    public Hash256 Root => Contracts.Reading.MerkleTree.RootOf([.. _blocks.Select(block => block.Hash)]);
}
