namespace WeldExam.Uplink;

/// <summary>How far one journal was sent on the present connection. Only the outbox's cursor, moved by receipts, frees anything.</summary>
internal sealed class Sending(UplinkOptions options)
{
    private TimeSpan _wait = options.ReceiptWait;
    private long _confirmed = -1;
    private long _movedAt;

    /// <summary>The next block to send.</summary>
    public long Next { get; private set; }

    /// <summary>The last wait for a receipt was in vain: one batch at a time is risked until one comes.</summary>
    public bool IsProbing { get; private set; }

    /// <summary>Sent, not confirmed, and still expected to be.</summary>
    public long Outstanding => IsProbing ? 0 : Next - _confirmed;

    /// <summary>Learns where the cursor stands; after a wait in vain it goes back to it.</summary>
    public void Learn(long confirmed, TimeProvider clock)
    {
        if (confirmed > _confirmed)
        {
            (_confirmed, _wait, _movedAt, IsProbing) = (confirmed, options.ReceiptWait, clock.GetTimestamp(), false);
            Next = Math.Max(Next, confirmed);
        }
        else if (Next > confirmed && clock.GetElapsedTime(_movedAt) >= _wait)
        {
            (Next, _movedAt, IsProbing) = (confirmed, clock.GetTimestamp(), true);
            _wait = TimeSpan.FromTicks(Math.Min(_wait.Ticks * 2, options.LongestReceiptWait.Ticks));
        }
    }

    /// <summary>How many blocks may be sent now.</summary>
    /// <param name="budget">What is left for all journals.</param>
    public long Room(long budget) => IsProbing ? Next == _confirmed ? options.Batch : 0 : Math.Min(options.Batch, budget);

    /// <summary>Blocks below <paramref name="next"/> were handed to the broker.</summary>
    public void Sent(long next, TimeProvider clock)
    {
        if (Next == _confirmed)
            _movedAt = clock.GetTimestamp();
        Next = next;
    }
}
