using WeldExam.Contracts.Outbox;
using WeldExam.Contracts.Topics;
using WeldExam.Exam.Journal;
using WeldExam.Uplink.Link;

namespace WeldExam.Uplink;

/// <summary>Sends what no receipt covers, newest journal first, so that what happens now does not wait for the backlog of a week.
/// Holds at most one batch in memory.</summary>
internal sealed class BlockSender(IBrokerLink link, IJournalOutbox outbox, UplinkOptions options, TimeProvider clock)
{
    private readonly Dictionary<JournalId, Sending> _sendings = [];

    /// <summary>A new connection: nothing that was sent before counts.</summary>
    public void Restart() => _sendings.Clear();

    /// <summary>One batch of each journal that has something to send; false when there was nothing or no room.</summary>
    public async ValueTask<bool> PassAsync(CancellationToken cancel)
    {
        var pending = outbox.Pending();
        Forget(pending);
        foreach (var journal in pending)
            Of(journal.Journal).Learn(journal.Confirmed, clock);
        var budget = options.Unconfirmed - _sendings.Values.Sum(sending => sending.Outstanding);
        var any = false;
        for (var i = pending.Count - 1; i >= 0; i--)
        {
            var sending = Of(pending[i].Journal);
            var room = Math.Min(sending.Room(budget), pending[i].Durable - sending.Next);
            if (room <= 0)
                continue;
            var sent = await SendAsync(pending[i].Journal, sending, room, cancel);
            budget -= sent;
            any |= sent > 0;
        }

        return any;
    }

    private Sending Of(JournalId journal)
    {
        if (!_sendings.TryGetValue(journal, out var sending))
            _sendings.Add(journal, sending = new(options));
        return sending;
    }

    private async ValueTask<long> SendAsync(JournalId journal, Sending sending, long room, CancellationToken cancel)
    {
        var topic = new JournalTopic(options.Stations[0], journal).ToString();
        var blocks = await outbox.ReadAsync(journal, sending.Next, options.BatchBytes, cancel);
        var batch = blocks.Take((int)room).ToArray();
        if (batch.Length == 0)
            return 0;
        // What the broker answers frees nothing and holds nothing back: a block without a receipt is sent again in its time.
        await Task.WhenAll(batch.Select(block => link.PublishAsync(new(topic, block.Bytes), cancel).AsTask()));
        sending.Sent(batch[^1].Number + 1, clock);
        return batch.Length;
    }

    private void Forget(IReadOnlyList<PendingJournal> pending)
    {
        if (_sendings.Count == 0)
            return;
        var alive = pending.Select(journal => journal.Journal).ToHashSet();
        foreach (var done in _sendings.Keys.Where(journal => !alive.Contains(journal)).ToArray())
            _sendings.Remove(done);
    }
}
