using WeldExam.Centre.Archive;
using WeldExam.Centre.Boxes;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Topics;

namespace WeldExam.Centre.Ingest;

/// <summary>Takes blocks in any order, once or many times, from many boxes; stores each with its effect in one transaction;
/// says what may be confirmed. One call at a time: the host sees to it.</summary>
public sealed class JournalIngest(ICentreStore store, BoxRegister boxes, IngestLimits limits, TimeProvider clock) : IDisposable
{
    private readonly JournalShelf _shelf = new(store, boxes, limits, clock);

    /// <summary>Takes one message. When it returns, what the outcome says is on disk.</summary>
    public async ValueTask<IngestOutcome> TakeAsync(JournalTopic topic, ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        if (BlockCodec.TryDecode(message, out var block) is { } malformed)
            return await SetAsideAsync(topic, message, malformed.ToString(), cancel);
        if (block!.Bytes.Length != message.Length)
            return await SetAsideAsync(topic, message, "bytes after the block", cancel);
        if (block.Block.Journal != topic.Journal)
            return await SetAsideAsync(topic, message, $"the block belongs to journal {block.Block.Journal}", cancel);

        var state = await _shelf.TakeAsync(topic.Journal, cancel);
        var step = new IngestStep(state, boxes, clock.GetUtcNow());
        var outcome = await JudgeAsync(topic, state, step, block, cancel);
        if (step.Change is not { } change)
            return outcome;
        try
        {
            await store.CommitAsync(change, cancel);
        }
        catch
        {
            _shelf.Forget(topic.Journal); // memory ran ahead of the disk
            throw;
        }

        return outcome;
    }

    public void Dispose() => _shelf.Dispose();

    private async ValueTask<IngestOutcome> JudgeAsync(JournalTopic topic, JournalState state, IngestStep step, EncodedBlock block, CancellationToken cancel)
    {
        var number = block.Block.Number;
        if (number < state.Count && state.Hashes[(int)number] == block.Hash)
            return new(IngestKind.Duplicate, topic.Journal, state.Receipt, IsSealed: false, string.Empty);
        if (state.Kept.TryGetValue((block.Block.Epoch, number, block.Hash), out var kept))
            return new(KindOf(kept.Standing), topic.Journal, state.Receipt, IsSealed: false, "kept already");
        if (number == state.Count && !state.IsHeld)
            return step.TakeNext(topic, block);
        if (number < state.Count)
            return IsFull(state) ? Refused(topic, state, step) : step.Contradict(topic, block, $"number {number} is {state.Hashes[(int)number]} already");
        if (IsFull(state) || (state.Row is null && await store.CountUnopenedAsync(cancel) >= limits.UnopenedJournals))
            return Refused(topic, state, step);
        return step.Wait(topic, block);
    }

    private static IngestKind KindOf(BlockStanding standing) => standing switch
    {
        BlockStanding.Fork => IngestKind.Conflict,
        BlockStanding.Rejected => IngestKind.SetAside,
        _ => IngestKind.Waiting,
    };

    private bool IsFull(JournalState state) => state.Kept.Count >= limits.WaitingBlocks || state.WaitingBytes >= limits.WaitingBytes || _shelf.WaitingBytes >= limits.AllWaitingBytes;

    private static IngestOutcome Refused(JournalTopic topic, JournalState state, IngestStep step)
    {
        if (state.Row is not null)
            step.Raise(AlarmKind.TooManyWaiting, topic.Journal.ToString(), "blocks are refused until the gap closes");
        return new(IngestKind.Refused, topic.Journal, state.Receipt, IsSealed: false, "too many blocks wait");
    }

    private async ValueTask<IngestOutcome> SetAsideAsync(JournalTopic topic, ReadOnlyMemory<byte> message, string reason, CancellationToken cancel)
    {
        await store.CommitAsync(IngestStep.SetAside(topic, message, reason, clock.GetUtcNow()), cancel);
        return new(IngestKind.SetAside, topic.Journal, null, IsSealed: false, reason);
    }
}
