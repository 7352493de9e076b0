using System.Collections.Immutable;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Outbox;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Receipts;
using WeldExam.Contracts.Signing;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Station.Storage;

namespace WeldExam.Station.Journals;

/// <summary>All journals of a box. One owner calls it; the uplink reads it through <see cref="IJournalOutbox"/> on the same context.</summary>
public sealed class JournalStore(IJournalDisk disk, EvidenceSigner signer, DeviceTrust ownTrust) : IJournalOutbox
{
    /// <summary>EEXIST.</summary>
    private const int AlreadyThere = 17;

    private readonly Dictionary<JournalId, StoredJournal> _journals = [];
    private TaskCompletionSource _news = NewNews();

    /// <summary>Where the journals lie.</summary>
    public IJournalDisk Disk => disk;

    /// <summary>Reads what lies in the folder. A journal that cannot be read is reported and left as it is.</summary>
    public IReadOnlyList<JournalOnDisk> Load()
    {
        var found = new List<JournalOnDisk>();
        foreach (var name in disk.List().Order(StringComparer.Ordinal))
        {
            if (JournalFiles.TryParse(name, out var journal))
                found.Add(Load(journal, name));
        }

        return found;
    }

    /// <summary>Begins a journal with its first entries, all in one commit: it exists with all of them or not at all.
    /// After a fault the same id may be tried again; what the failed attempt left in the folder is emptied.</summary>
    /// <param name="journal">Its id; no other journal has it.</param>
    /// <param name="first">Opened, and what belongs to the opening.</param>
    /// <param name="writer">Writes on; null after a fault.</param>
    /// <param name="blocks">What is on disk of it.</param>
    public StorageFault? Create(
        JournalId journal, ImmutableArray<StampedEntry> first, out JournalWriter? writer, out ImmutableArray<EncodedBlock> blocks)
    {
        (writer, blocks) = (null, []);
        var name = JournalFiles.Blocks(journal);
        if (Begin(journal, name, out var file) is { } fault)
            return fault;
        var begun = new JournalWriter(journal, 0, 0, null, file!, signer);
        foreach (var entry in first)
            begun.Add(entry);
        _journals[journal] = new(journal);
        if (Commit(begun, out blocks) is not { } lost)
        {
            writer = begun;
            return null;
        }

        // It was answered "not recorded": if the disk takes this much, it does not come back after a restart either.
        begun.Dispose();
        _ = disk.Replace(name, []);
        return lost;
    }

    /// <summary>Commits and, when the disk has confirmed, offers the blocks to the uplink.</summary>
    public StorageFault? Commit(JournalWriter writer, out ImmutableArray<EncodedBlock> blocks)
    {
        var fault = writer.Commit(out blocks);
        if (fault is not null || blocks.IsEmpty)
            return fault;
        var stored = _journals[writer.Journal];
        foreach (var block in blocks)
            stored.Add(block);
        Announce();
        return null;
    }

    /// <summary>Opens a journal for a further epoch after a stop or a storage fault.</summary>
    /// <param name="journal">Which one.</param>
    /// <param name="keep">Blocks known to be on disk, when this process wrote them; null after a start.</param>
    /// <param name="recovered">What was found.</param>
    /// <param name="writer">Writes the next epoch; its first entry must be <c>Resumed</c>.</param>
    public StorageFault? Resume(JournalId journal, long? keep, out RecoveredJournal? recovered, out JournalWriter? writer)
    {
        writer = null;
        if (JournalRecovery.Recover(disk, journal, ownTrust, keep, out recovered) is { } fault)
            return fault;
        var blocks = recovered!.Reading.Blocks;
        if (ReadCursor(journal, out var cursor) is { } unread)
            return unread;
        var forked = _journals.TryGetValue(journal, out var before) && before.IsForked;
        var stored = new StoredJournal(journal) { Confirmed = Math.Min(cursor, blocks.Length), IsForked = forked };
        foreach (var block in blocks)
            stored.Add(block);
        _journals[journal] = stored;
        if (cursor > blocks.Length)
            return new("resume", JournalFiles.Blocks(journal), 0, $"the centre holds {cursor} blocks, the disk only {blocks.Length}: an older disk image?");
        if (disk.Open(JournalFiles.Blocks(journal), out var file) is { } closed)
            return closed;
        var epoch = blocks.IsEmpty ? 0 : blocks[^1].Block.Epoch + 1;
        writer = new JournalWriter(journal, epoch, blocks.Length, blocks.IsEmpty ? null : blocks[^1].Hash, file!, signer);
        Announce();
        return null;
    }

    /// <summary>Reads a journal's durable blocks.</summary>
    public StorageFault? ReadWhole(JournalId journal, out byte[] content)
    {
        content = [];
        return _journals.TryGetValue(journal, out var stored)
            ? disk.Read(JournalFiles.Blocks(journal), 0, checked((int)stored.Length), out content)
            : new("read", JournalFiles.Blocks(journal), 0, "no such journal");
    }

    /// <summary>Parts of one sitting that lie on this box, sealed or not.</summary>
    public IEnumerable<(JournalId Journal, PartOpening Part)> PartsOf(SittingId sitting) =>
        from stored in _journals.Values
        where stored.Opened?.Part is { } part && part.Sitting == sitting
        select (stored.Journal, stored.Opened!.Part!);

    /// <summary>All parts on this box, in the order in which they began.</summary>
    public IEnumerable<(JournalId Journal, Opened Opened, bool IsSealed)> Parts() =>
        from stored in _journals.Values
        where stored.Opened?.Part is not null
        orderby stored.FirstTick, stored.Journal.Value
        select (stored.Journal, stored.Opened!, stored.Seal is not null);

    /// <summary>How far the journal of every part on this box is on disk.</summary>
    public IEnumerable<PartMark> PartMarks() =>
        from stored in _journals.Values
        where stored.Opened?.Part is not null
        select new PartMark(
            stored.Journal, JournalFiles.Blocks(stored.Journal), stored.Length, stored.Durable, stored.Tail, stored.Confirmed, stored.Opened!.Part!.Paper);

    /// <summary>Whether another part on this box names <paramref name="journal"/> as the one it repeats.</summary>
    public bool IsReplaced(JournalId journal) => _journals.Values.Any(stored => stored.Opened?.Part?.Replaces == journal);

    /// <summary>What a part's journal was opened for; null when this box holds no such part.</summary>
    public PartOpening? PartOf(JournalId journal) => _journals.TryGetValue(journal, out var stored) ? stored.Opened?.Part : null;

    /// <summary>The seal of a journal; null while it has none, or none lies here.</summary>
    public Sealed? SealOf(JournalId journal) => _journals.TryGetValue(journal, out var stored) ? stored.Seal : null;

    /// <summary>Merkle root over all durable blocks of a journal.</summary>
    public StorageFault? RootOf(JournalId journal, out Hash256 root, out long blocks)
    {
        (root, blocks) = (default, 0);
        if (ReadWhole(journal, out var content) is { } fault)
            return fault;
        var stored = _journals[journal];
        var leaves = new Hash256[stored.Durable];
        for (var number = 0; number < leaves.Length; number++)
            leaves[number] = Hash256.Of(content.AsSpan((int)stored.StartOf(number), (int)(stored.EndOf(number) - stored.StartOf(number))));
        (root, blocks) = (MerkleTree.RootOf(leaves), leaves.Length);
        return null;
    }

    /// <summary>What the uplink still owes the centre.</summary>
    public IReadOnlyList<PendingJournal> Pending() =>
    [
        .. from stored in _journals.Values
           where stored.Confirmed < stored.Durable && !stored.IsForked && stored.IsProven
           orderby stored.FirstTick, stored.Journal.Value
           select new PendingJournal(stored.Journal, stored.Confirmed, stored.Durable),
    ];

    public ValueTask<IReadOnlyList<OutboxBlock>> ReadAsync(JournalId journal, long from, int maxBytes, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        IReadOnlyList<OutboxBlock> none = [];
        if (!_journals.TryGetValue(journal, out var stored) || !stored.IsProven || from < 0 || from >= stored.Durable)
            return ValueTask.FromResult(none);
        var end = from;
        while (end + 1 < stored.Durable && stored.EndOf(end + 1) - stored.StartOf(from) <= maxBytes)
            end++;
        var start = stored.StartOf(from);
        if (disk.Read(JournalFiles.Blocks(journal), start, (int)(stored.EndOf(end) - start), out var content) is not null)
            return ValueTask.FromResult(none);
        var blocks = new List<OutboxBlock>();
        for (var number = from; number <= end; number++)
        {
            var offset = (int)(stored.StartOf(number) - start);
            blocks.Add(new(stored.EpochOf(number), number, content.AsMemory(offset, (int)(stored.EndOf(number) - stored.StartOf(number)))));
        }

        return ValueTask.FromResult<IReadOnlyList<OutboxBlock>>(blocks);
    }

    public async ValueTask<ReceiptOutcome> OfferAsync(Receipt receipt, CancellationToken cancel)
    {
        if (!_journals.TryGetValue(receipt.Journal, out var stored) || receipt.UpTo >= stored.Durable)
            return ReceiptOutcome.Unknown;
        if (stored.IsForked)
            return ReceiptOutcome.Fork;
        var block = await ReadOneAsync(receipt.Journal, receipt.UpTo, cancel);
        if (block.Bytes.IsEmpty)
            return ReceiptOutcome.Unknown;
        if (block.Epoch != receipt.Epoch || Hash256.Of(block.Bytes.Span) != receipt.Hash)
        {
            stored.IsForked = true;
            return ReceiptOutcome.Fork;
        }

        if (receipt.UpTo + 1 <= stored.Confirmed)
            return ReceiptOutcome.Old;
        stored.Confirmed = receipt.UpTo + 1;
        _ = disk.Replace(JournalFiles.Cursor(receipt.Journal), System.Text.Encoding.ASCII.GetBytes(stored.Confirmed.ToString()));
        return ReceiptOutcome.Moved;
    }

    public async ValueTask WaitAsync(CancellationToken cancel)
    {
        // Not Task.WaitAsync: its continuation would run inside a commit, or hop threads.
        var news = _news;
        using (cancel.Register(() => news.TrySetCanceled(cancel)))
        {
            try
            {
                await news.Task;
            }
            finally
            {
                if (_news == news)
                    _news = NewNews();
            }
        }
    }

    /// <summary>How far the centre has confirmed a journal, and how far it is on disk.</summary>
    public PendingJournal? ProgressOf(JournalId journal) =>
        _journals.TryGetValue(journal, out var stored) ? new(journal, stored.Confirmed, stored.Durable) : null;

    private JournalOnDisk Load(JournalId journal, string name)
    {
        if (disk.Read(name, 0, checked((int)disk.LengthOf(name)), out var content) is { } fault)
            return new(journal, null, fault.ToString());
        var reading = JournalReading.Of(content, ownTrust, SignatureDepth.LastOfEpoch);
        var unread = ReadCursor(journal, out var cursor);
        var stored = new StoredJournal(journal) { Confirmed = Math.Min(cursor, reading.Blocks.Length) };
        foreach (var block in reading.Blocks)
            stored.Add(block);
        _journals[journal] = stored;
        var unproven = Prove(stored, reading, name, content);
        Announce();
        return new(journal, reading, (unread ?? unproven)?.ToString() ?? reading.Fault?.ToString());
    }

    private async ValueTask<OutboxBlock> ReadOneAsync(JournalId journal, long number, CancellationToken cancel) =>
        await ReadAsync(journal, number, 1, cancel) is [var block, ..] ? block : default;

    /// <summary>What was written during this very boot may lie in the page cache only: the program was killed before its flush, or the
    /// flush failed. It is written anew before it may leave the box; what an earlier boot wrote can only have come from the disk.</summary>
    private StorageFault? Prove(StoredJournal stored, JournalReading reading, string name, byte[] content)
    {
        if (reading.Boots.IsEmpty || reading.Boots[^1] != signer.Boot || stored.Confirmed == stored.Durable)
            return null;
        var fault = disk.Replace(name, content);
        stored.IsProven = fault is null;
        return fault;
    }

    private StorageFault? Begin(JournalId journal, string name, out IJournalFile? file)
    {
        var fault = disk.Create(name, out file);
        if (fault is not { Errno: AlreadyThere })
            return fault;
        if (_journals.TryGetValue(journal, out var earlier) && earlier.Durable > 0)
            return fault;
        return disk.Replace(name, []) ?? disk.Open(name, out file);
    }

    private StorageFault? ReadCursor(JournalId journal, out long cursor)
    {
        cursor = 0;
        var name = JournalFiles.Cursor(journal);
        if (disk.LengthOf(name) == 0)
            return null;
        if (disk.Read(name, 0, 32, out var content) is { } fault)
            return fault;
        return long.TryParse(content, out cursor) ? null : new("read", name, 0, "is no cursor");
    }

    private static TaskCompletionSource NewNews() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Announce() => _news.TrySetResult();
}

/// <summary>A journal found at start.</summary>
/// <param name="Journal">Its id.</param>
/// <param name="Reading">What is sound of it; null when the disk would not read it.</param>
/// <param name="Problem">What is wrong; null when nothing is.</param>
public sealed record JournalOnDisk(JournalId Journal, JournalReading? Reading, string? Problem);
