using WeldExam.Centre.Archive;
using WeldExam.Centre.Boxes;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Topics;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Ingest;

/// <summary>The effect of one message on one journal, gathered for one transaction.</summary>
internal sealed class IngestStep(JournalState state, BoxRegister boxes, DateTimeOffset now)
{
    private readonly List<StoredBlock> _blocks = [];
    private readonly List<SheetRow> _sheets = [];
    private readonly List<Alarm> _alarms = [];
    private readonly List<Poison> _poison = [];
    private bool _touched;
    private bool _partChanged;

    /// <summary>What to commit; null when the message changes nothing.</summary>
    public CentreChange? Change => _touched || _alarms.Count > 0 || _poison.Count > 0
        ? new CentreChange
        {
            Blocks = [.. _blocks],
            Journal = _touched ? state.Row : null,
            Part = _partChanged ? state.Part : null, // a part that was verified since is not written over from memory
            Sheets = [.. _sheets],
            Alarms = [.. _alarms],
            SetAside = [.. _poison],
        }
        : null;

    public static CentreChange SetAside(JournalTopic topic, ReadOnlyMemory<byte> message, string reason, DateTimeOffset now) => new()
    {
        SetAside = [Poison(topic, message, reason, now)],
        Alarms = [new(AlarmKind.SetAside, topic.Address.ToString(), null, now, reason)],
    };

    /// <summary>Takes a block whose number is the next one, and whatever waited for it.</summary>
    public IngestOutcome TakeNext(JournalTopic topic, EncodedBlock block)
    {
        if (state.Take(block) is { } fault)
            return Contradict(topic, block, fault.ToString(), fault.Kind);
        Touch();
        Chain(block);
        while (!state.IsHeld && NextWaiting() is { } waiting)
            TakeWaiting(topic, waiting);
        return new(IngestKind.Taken, state.Journal, state.Receipt, state.Row!.Standing == JournalStanding.Sealed, string.Empty);
    }

    /// <summary>Keeps a block that came early; of a known epoch only when that epoch's key signed it.</summary>
    public IngestOutcome Wait(JournalTopic topic, EncodedBlock block)
    {
        if (state.Last is { } last && block.Block.Epoch <= last.Block.Epoch && !state.IsSignedByBox(block))
            return Reject(topic, block, $"{BlockFaultKind.BadSignature}: number {block.Block.Number} is not signed by the box");
        Touch();
        Keep(block, BlockStanding.Waiting);
        return new(IngestKind.Waiting, topic.Journal, state.Receipt, IsSealed: false, string.Empty);
    }

    /// <summary>A block that does not fit: a fork if the box signed it, junk otherwise.</summary>
    public IngestOutcome Contradict(JournalTopic topic, EncodedBlock block, string reason, BlockFaultKind kind = BlockFaultKind.BrokenChain)
    {
        if (!state.IsSignedByBox(block))
            return Reject(topic, block, reason);
        Touch();
        state.Remember(block);
        Keep(block, BlockStanding.Fork);
        Hold(kind is BlockFaultKind.BrokenChain or BlockFaultKind.WrongNumber ? AlarmKind.Fork : AlarmKind.ChainBroken, reason);
        return new(IngestKind.Conflict, topic.Journal, state.Receipt, IsSealed: false, reason);
    }

    public void Raise(AlarmKind kind, string subject, string detail) => _alarms.Add(new(kind, subject, state.Journal, now, detail));

    private IngestOutcome Reject(JournalTopic topic, EncodedBlock block, string reason)
    {
        _poison.Add(Poison(topic, block.Bytes, reason, now));
        Raise(AlarmKind.SetAside, topic.Address.ToString(), reason);
        return new(IngestKind.SetAside, topic.Journal, null, IsSealed: false, reason);
    }

    private static Poison Poison(JournalTopic topic, ReadOnlyMemory<byte> message, string reason, DateTimeOffset now) => new(
        Hash256.Of(message.Span), topic.ToString(), reason, message[..Math.Min(message.Length, Archive.Poison.MaxBytes)].ToArray(), now);

    private void Hold(AlarmKind kind, string reason)
    {
        state.Row = state.Row! with { Standing = JournalStanding.Held };
        Raise(kind, state.Journal.ToString(), reason);
    }

    private void Touch()
    {
        _touched = true;
        state.Row = (state.Row ?? new(state.Journal, null, JournalStanding.Open, 0, 0, default, null, now, now)) with { LastAt = now };
    }

    private StoredBlock? NextWaiting() => state.Kept.Values
        .Where(kept => kept.Standing == BlockStanding.Waiting && kept.Number <= state.Count)
        .OrderBy(kept => kept.Number).ThenBy(kept => kept.Hash.ToString(), StringComparer.Ordinal)
        .FirstOrDefault();

    private void TakeWaiting(JournalTopic topic, StoredBlock waiting)
    {
        _ = BlockCodec.TryDecode(waiting.Bytes, out var block); // it was decoded when it came
        var fault = waiting.Number < state.Count
            ? new BlockFault(BlockFaultKind.BrokenChain, $"number {waiting.Number} is {state.Hashes[(int)waiting.Number]} already")
            : state.Take(block!);
        Drop(waiting);
        if (fault is null)
            Chain(block!);
        else if (Contradict(topic, block!, fault.ToString(), fault.Kind).Kind == IngestKind.SetAside)
            Keep(block!, BlockStanding.Rejected);
    }

    private void Keep(EncodedBlock block, BlockStanding standing)
    {
        var stored = Store(block, standing);
        state.Kept[(stored.Epoch, stored.Number, stored.Hash)] = stored;
        state.WaitingBytes += stored.Bytes.Length;
    }

    private void Drop(StoredBlock waiting)
    {
        state.Kept.Remove((waiting.Epoch, waiting.Number, waiting.Hash));
        state.WaitingBytes -= waiting.Bytes.Length;
    }

    private StoredBlock Store(EncodedBlock block, BlockStanding standing)
    {
        var stored = new StoredBlock(state.Journal, block.Block.Epoch, block.Block.Number, block.Hash, standing, block.Bytes.ToArray());
        _blocks.Add(stored);
        return stored;
    }

    /// <summary>The effect of a block that is now part of the verified prefix.</summary>
    private void Chain(EncodedBlock block)
    {
        Store(block, BlockStanding.Chained);
        state.Row = state.Row! with { Count = state.Count, Epoch = block.Block.Epoch, LastHash = block.Hash };
        foreach (var stamped in block.Block.Entries)
        {
            switch (stamped.Entry)
            {
                case Opened opened:
                    Open(opened);
                    break;
                case Concluded concluded:
                    Conclude(concluded);
                    break;
                case Sealed seal:
                    Close(block, seal);
                    break;
            }
        }
    }

    private void Open(Opened opened)
    {
        state.Row = state.Row! with { Origin = new(opened.Kind, opened.Box, opened.Point, opened.Station) };
        if (opened.Part is { } part)
            (state.Part, _partChanged) = (PartRow.Of(state.Journal, part), true);
        if (!boxes.Serves(opened.Box, opened.Point, opened.Station))
            Raise(AlarmKind.ForeignStation, state.Journal.ToString(), $"box {opened.Box} does not serve {opened.Point}/{opened.Station}");
    }

    private void Conclude(Concluded concluded)
    {
        if (Hash256.Of(concluded.Sheet.Span) == concluded.SheetHash)
            _sheets.Add(new(concluded.SheetHash, concluded.Sheet));
        else
            Raise(AlarmKind.ScoreDiffers, state.Journal.ToString(), "the concluded sheet is not the one its hash names");
        if (state.Part is { } part)
            (state.Part, _partChanged) = (part with { ConcludedSheet = concluded.SheetHash }, true);
    }

    private void Close(EncodedBlock block, Sealed seal)
    {
        var before = block.Block.Number;
        var root = seal.Blocks != before ? RootCheck.Differs
            : seal.Files > 0 ? RootCheck.NotPossible
            : MerkleTree.RootOf(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(state.Hashes)[..(int)before]) == seal.MerkleRoot ? RootCheck.Matches
            : RootCheck.Differs;
        if (root == RootCheck.Differs)
            Raise(AlarmKind.RootDiffers, state.Journal.ToString(), $"the seal covers {seal.Blocks} blocks under {seal.MerkleRoot}, {before} came before it");
        state.Row = state.Row! with
        {
            Standing = JournalStanding.Sealed,
            Seal = new(seal.SheetHash, seal.MerkleRoot, root, state.Sha256),
        };
    }
}
