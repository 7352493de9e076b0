using System.Collections.Immutable;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Signing;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Station.Storage;

namespace WeldExam.Station.Journals;

/// <summary>Appends to one journal within one epoch. Entries wait in memory until <see cref="Commit"/> signs, writes and flushes them;
/// only what a commit without a fault covered is recorded.</summary>
public sealed class JournalWriter : IDisposable
{
    /// <summary>Envelope, certificate and header of a block, generously.</summary>
    private const int BlockOverhead = 2048;

    private readonly IJournalFile _file;
    private readonly EvidenceSigner _signer;
    private readonly List<StampedEntry> _waiting = [];
    private int _waitingLength;
    private Hash256? _last;
    private bool _started;

    internal JournalWriter(JournalId journal, int epoch, long next, Hash256? last, IJournalFile file, EvidenceSigner signer)
    {
        (Journal, Epoch, Next, _last, _file, _signer) = (journal, epoch, next, last, file, signer);
    }

    public JournalId Journal { get; }

    public int Epoch { get; }

    /// <summary>Number of the block that comes next; all below it are on disk.</summary>
    public long Next { get; private set; }

    /// <summary>Why nothing can be written any more in this epoch; null while all is well.</summary>
    public StorageFault? Fault { get; private set; }

    /// <summary>Whether entries wait for a commit.</summary>
    public bool HasWaiting => _waiting.Count > 0;

    /// <summary>Takes an entry; it is not recorded before the next commit.</summary>
    public void Add(StampedEntry entry)
    {
        _waiting.Add(entry);
        _waitingLength += BlockCodec.LengthOf(entry);
    }

    /// <summary>Bytes that one entry may take.</summary>
    public const int LongestEntry = Block.MaxLength - BlockOverhead;

    /// <summary>Whether an entry can be written down: what people typed may hold half a character (a lone surrogate), which has no UTF-8.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="length">Bytes it takes.</param>
    public static bool CanSay(StampedEntry entry, out int length)
    {
        var known = BlockCodec.TryLengthOf(entry);
        length = known ?? 0;
        return known is not null;
    }

    /// <summary>Closes a block (more, when one cannot hold everything) over all waiting entries, writes and flushes once.
    /// The blocks are on disk when this returns them without a fault; after a fault nothing of them counts and the writer is spent.</summary>
    public StorageFault? Commit(out ImmutableArray<EncodedBlock> blocks)
    {
        blocks = [];
        if (Fault is not null || _waiting.Count == 0)
            return Fault;
        var encoded = EncodeWaiting();
        foreach (var block in encoded)
            Fault ??= _file.Append(block.Bytes.Span);
        Fault ??= _file.Sync();
        if (Fault is not null)
            return Fault;

        _started = true;
        _last = encoded[^1].Hash;
        Next += encoded.Length;
        _waiting.Clear();
        _waitingLength = 0;
        blocks = encoded;
        return null;
    }

    public void Dispose() => _file.Close();

    private ImmutableArray<EncodedBlock> EncodeWaiting()
    {
        var blocks = ImmutableArray.CreateBuilder<EncodedBlock>();
        var (last, first) = (_last, 0);
        while (first < _waiting.Count)
        {
            var end = EndOfBlock(first);
            var start = _started || blocks.Count > 0 ? null : new EpochStart(_signer.Boot, _signer.Certificate);
            var block = new Block(Journal, Epoch, Next + blocks.Count, last, start, [.. _waiting[first..end]]);
            var encoded = BlockCodec.Encode(block, _signer.Signer);
            blocks.Add(encoded);
            (last, first) = (encoded.Hash, end);
        }

        return blocks.ToImmutable();
    }

    private int EndOfBlock(int first)
    {
        if (first == 0 && _waitingLength <= Block.MaxLength - BlockOverhead)
            return _waiting.Count;
        var length = 0;
        for (var end = first; end < _waiting.Count; end++)
        {
            length += BlockCodec.LengthOf(_waiting[end]);
            if (length > Block.MaxLength - BlockOverhead && end > first)
                return end;
        }

        return _waiting.Count;
    }
}
