using WeldExam.Contracts.Outbox;
using WeldExam.Contracts.Receipts;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.Simulation.Tests;

/// <summary>The least a centre does: keeps every block it was given, confirms what it holds, and notices when the box changes its story.</summary>
internal sealed class RememberingCentre(Trace trace, TimeProvider world) : IPeer
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private readonly List<string> _forks = [];
    private readonly Dictionary<(JournalId Journal, long Number), (int Epoch, byte[] Bytes)> _held = [];

    public IReadOnlyList<string> Forks => _forks;

    public async Task ServeAsync(IJournalOutbox outbox, BootId boot, CancellationToken stop)
    {
        while (true)
        {
            foreach (var pending in outbox.Pending())
            {
                foreach (var block in await outbox.ReadAsync(pending.Journal, pending.Confirmed, 32 * 1024, stop))
                    Take(pending.Journal, block);
                await ConfirmAsync(outbox, pending.Journal, stop);
            }

            if (outbox.Pending().Count == 0)
                await outbox.WaitAsync(stop);
            await Task.Delay(Pause, world, stop);
        }
    }

    public byte[] Journal(JournalId journal) => [.. Enumerable.Range(0, (int)Contiguous(journal)).SelectMany(number => _held[(journal, number)].Bytes)];

    private void Take(JournalId journal, OutboxBlock block)
    {
        if (_held.TryGetValue((journal, block.Number), out var held) && !held.Bytes.AsSpan().SequenceEqual(block.Bytes.Span))
            _forks.Add($"{journal} {block.Number}");
        _held[(journal, block.Number)] = (block.Epoch, block.Bytes.ToArray());
    }

    private async Task ConfirmAsync(IJournalOutbox outbox, JournalId journal, CancellationToken stop)
    {
        var last = Contiguous(journal) - 1;
        if (last < 0)
            return;
        var (epoch, bytes) = _held[(journal, last)];
        var outcome = await outbox.OfferAsync(new Receipt(journal, epoch, last, Hash256.Of(bytes)), stop);
        trace.Add(world.GetUtcNow().TimeOfDay, $"receipt {journal} {last}: {outcome}");
        if (outcome == ReceiptOutcome.Fork)
            _forks.Add($"{journal} {last} by receipt");
    }

    private long Contiguous(JournalId journal)
    {
        var number = 0L;
        while (_held.ContainsKey((journal, number)))
            number++;
        return number;
    }
}
