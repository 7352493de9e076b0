using System.Collections.Immutable;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Signing;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.TestKit.Journals;

/// <summary>Writes a journal in memory, block by block, with chain and signatures. It does what it is told: broken orders included.</summary>
public sealed class JournalBuilder
{
    private readonly ImmutableArray<EncodedBlock>.Builder _blocks = ImmutableArray.CreateBuilder<EncodedBlock>();
    private EvidenceSigner _signer;
    private int _epoch = -1;
    private bool _begins;

    public JournalBuilder(JournalId journal, EvidenceSigner signer)
    {
        Journal = journal;
        _signer = signer;
        Begin(signer);
    }

    public JournalId Journal { get; }

    public ImmutableArray<EncodedBlock> Blocks => _blocks.ToImmutable();

    /// <summary>The next block begins an epoch under this key.</summary>
    public JournalBuilder Begin(EvidenceSigner signer)
    {
        (_signer, _begins) = (signer, true);
        _epoch++;
        return this;
    }

    /// <summary>Writes one block.</summary>
    public JournalBuilder Add(params ReadOnlySpan<StampedEntry> entries)
    {
        var block = new Block(
            Journal,
            _epoch,
            _blocks.Count,
            _blocks.Count == 0 ? null : _blocks[^1].Hash,
            _begins ? new EpochStart(_signer.Boot, _signer.Certificate) : null,
            [.. entries]);
        _blocks.Add(BlockCodec.Encode(block, _signer.Signer));
        _begins = false;
        return this;
    }

    /// <summary>Writes one block with one entry, stamped in milliseconds since boot.</summary>
    public JournalBuilder Add(long atMilliseconds, Entry entry) => Add(new StampedEntry(new MonotonicTick(atMilliseconds * 1000), entry));

    /// <summary>Seals the journal over all blocks so far and the given files.</summary>
    public JournalBuilder Seal(long atMilliseconds, Hash256 sheet, params ReadOnlySpan<Hash256> files)
    {
        Hash256[] leaves = [.. _blocks.Select(block => block.Hash), .. files];
        return Add(atMilliseconds, new Sealed(sheet, MerkleTree.RootOf(leaves), _blocks.Count, files.Length, []));
    }

    /// <summary>The journal file.</summary>
    public byte[] ToArray() => [.. _blocks.SelectMany(block => block.Bytes.ToArray())];
}
