using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Modbus;

/// <summary>The transactions in flight on one connection, by their ids. Who takes one out of the table, and nobody else, completes it.</summary>
internal sealed class TcpTable
{
    public const int Size = 16;

    private readonly Lock _guard = new();
    private readonly List<TcpTransaction> _out = new(Size);
    private readonly Stack<TcpTransaction> _spare = new(Size);
    private ushort _last;

    /// <summary>A place with a new id, not yet in the table.</summary>
    public (TcpTransaction Transaction, ushort Id) Rent()
    {
        lock (_guard)
        {
            return (_spare.TryPop(out var spare) ? spare : new TcpTransaction(this), ++_last);
        }
    }

    public void Add(TcpTransaction transaction)
    {
        lock (_guard)
        {
            transaction.IsOut = true;
            _out.Add(transaction);
        }
    }

    /// <summary>When the first of them has waited long enough; null when there is none.</summary>
    public MonotonicTick? Earliest()
    {
        lock (_guard)
        {
            MonotonicTick? earliest = null;
            foreach (var transaction in _out)
            {
                if (earliest is not { } tick || transaction.Until < tick)
                    earliest = transaction.Until;
            }

            return earliest;
        }
    }

    /// <summary>Takes out the one with this id; null when nobody waits for it.</summary>
    public TcpTransaction? TakeById(ushort id)
    {
        lock (_guard)
        {
            foreach (var transaction in _out)
            {
                if (transaction.Id == id)
                    return Out(transaction);
            }

            return null;
        }
    }

    /// <summary>Takes out one that has waited until <paramref name="now"/>; null when there is none.</summary>
    public TcpTransaction? TakeLate(MonotonicTick now)
    {
        lock (_guard)
        {
            foreach (var transaction in _out)
            {
                if (transaction.Until <= now)
                    return Out(transaction);
            }

            return null;
        }
    }

    public bool TryTake(TcpTransaction transaction)
    {
        lock (_guard)
        {
            return transaction.IsOut && Out(transaction) is not null;
        }
    }

    internal void TakeBack(TcpTransaction transaction)
    {
        lock (_guard)
            _spare.Push(transaction);
    }

    private TcpTransaction Out(TcpTransaction transaction)
    {
        transaction.IsOut = false;
        _out.Remove(transaction);
        return transaction;
    }
}
