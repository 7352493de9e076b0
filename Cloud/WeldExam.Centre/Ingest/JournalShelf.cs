using WeldExam.Centre.Archive;
using WeldExam.Centre.Boxes;
using WeldExam.Contracts.Blocks;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Ingest;

/// <summary>The journals in memory; those used least are put back and rebuilt from the store, every hash and signature checked, when they are asked for.</summary>
internal sealed class JournalShelf(ICentreStore store, BoxRegister boxes, IngestLimits limits, TimeProvider clock) : IDisposable
{
    private const int Page = 256;

    private readonly Dictionary<JournalId, JournalState> _states = [];
    private long _uses;

    public long WaitingBytes => _states.Values.Sum(state => state.WaitingBytes);

    public async ValueTask<JournalState> TakeAsync(JournalId journal, CancellationToken cancel)
    {
        if (!_states.TryGetValue(journal, out var state))
        {
            state = await RebuildAsync(journal, cancel);
            if (_states.Count >= limits.JournalsInMemory)
                Forget(_states.MinBy(pair => pair.Value.LastUsed).Key);
            _states.Add(journal, state);
        }

        state.LastUsed = ++_uses;
        return state;
    }

    public void Forget(JournalId journal)
    {
        if (_states.Remove(journal, out var state))
            state.Dispose();
    }

    public void Dispose()
    {
        foreach (var state in _states.Values)
            state.Dispose();
        _states.Clear();
    }

    private async ValueTask<JournalState> RebuildAsync(JournalId journal, CancellationToken cancel)
    {
        var state = new JournalState(journal, boxes.Trust);
        state.Row = await store.FindJournalAsync(journal, cancel);
        if (state.Row is null)
            return state;
        state.Part = await store.FindPartAsync(journal, cancel);
        var fault = await ReplayAsync(state, cancel);
        foreach (var standing in (BlockStanding[])[BlockStanding.Waiting, BlockStanding.Fork, BlockStanding.Rejected])
        {
            foreach (var block in await store.BlocksAsync(journal, standing, 0, int.MaxValue, cancel))
            {
                state.Kept[(block.Epoch, block.Number, block.Hash)] = block;
                state.WaitingBytes += block.Bytes.Length;
                if (BlockCodec.TryDecode(block.Bytes, out var decoded) is null)
                    state.Remember(decoded!);
            }
        }

        if (fault is not null && !state.IsHeld)
            await HoldAsync(state, fault, cancel);
        return state;
    }

    private async ValueTask<string?> ReplayAsync(JournalState state, CancellationToken cancel)
    {
        while (true)
        {
            var page = await store.BlocksAsync(state.Journal, BlockStanding.Chained, state.Count, Page, cancel);
            foreach (var stored in page)
            {
                var fault = BlockCodec.TryDecode(stored.Bytes, out var block)?.ToString()
                    ?? (block!.Hash == stored.Hash ? null : "its bytes are not those of its hash")
                    ?? state.Take(block)?.ToString();
                if (fault is not null)
                    return $"number {stored.Number}: {fault}";
            }

            if (page.Count < Page)
                return state.Count == state.Row!.Count ? null : $"{state.Count} blocks are held, {state.Row.Count} were";
        }
    }

    /// <summary>Our own store no longer bears out what it says: nothing is confirmed on its word.</summary>
    private async ValueTask HoldAsync(JournalState state, string fault, CancellationToken cancel)
    {
        state.Row = state.Row! with { Standing = JournalStanding.Held };
        await store.CommitAsync(
            new CentreChange
            {
                Journal = state.Row,
                Alarms = [new(AlarmKind.ArchiveBroken, state.Journal.ToString(), state.Journal, clock.GetUtcNow(), fault)],
            },
            cancel);
    }
}
