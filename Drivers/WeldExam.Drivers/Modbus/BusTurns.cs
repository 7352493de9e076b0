using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Modbus;

/// <summary>Who may use the bus. Writes and safety inputs go first, each kind in the order of its coming; but after
/// <see cref="UrgentInARow"/> of them one of the others goes, so that nobody starves. Each kind has its own bounded queue, so that no
/// crowd of polls can shut a write out. Nobody waits longer than its deadline.</summary>
/// <param name="queueLength">How many of each kind may wait.</param>
/// <param name="mayShare">Whether more than one may be in flight now, as far as their devices allow it.</param>
/// <param name="clock">The box's clock.</param>
internal sealed class BusTurns(int queueLength, Func<bool> mayShare, TimeProvider clock)
{
    public const int UrgentInARow = 4;

    private readonly Lock _guard = new();
    private readonly List<BusTurn> _urgent = [];
    private readonly List<BusTurn> _routine = [];
    private readonly Stack<BusTurn> _spare = new();
    private int _taken;
    private int _depth;
    private int _urgentInARow;

    /// <summary>True when the turn is ours, to be given back by <see cref="Release"/>; false when the queue is full or the deadline passed.</summary>
    /// <param name="isUrgent">A write or a safety input.</param>
    /// <param name="depth">How many transactions may be in flight together with this one, itself included.</param>
    /// <param name="deadline">When waiting ends.</param>
    /// <param name="cancel">Ends waiting with an exception.</param>
    public ValueTask<bool> TakeAsync(bool isUrgent, int depth, MonotonicTick deadline, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        BusTurn turn;
        lock (_guard)
        {
            if (_urgent.Count + _routine.Count == 0 && Fits(depth))
            {
                Enter(isUrgent, depth);
                return new(true);
            }

            var queue = isUrgent ? _urgent : _routine;
            if (queue.Count >= queueLength || clock.Now() >= deadline)
                return new(false);
            turn = _spare.TryPop(out var spare) ? spare : new BusTurn(this, clock);
            turn.Begin(depth, deadline);
            turn.IsWaiting = true;
            queue.Add(turn);
        }

        return turn.WaitAsync(cancel);
    }

    public void Release()
    {
        lock (_guard)
            _taken--;
        while (Next() is { } turn)
            turn.Grant();
    }

    /// <summary>Only who is still waiting can leave: a turn that was handed over is never lost.</summary>
    internal bool Leave(BusTurn turn)
    {
        lock (_guard)
        {
            if (!turn.IsWaiting)
                return false;
            turn.IsWaiting = false;
            return _urgent.Remove(turn) || _routine.Remove(turn);
        }
    }

    internal void TakeBack(BusTurn turn)
    {
        lock (_guard)
            _spare.Push(turn);
    }

    private BusTurn? Next()
    {
        lock (_guard)
        {
            var isUrgent = _urgent.Count > 0 && (_routine.Count == 0 || _urgentInARow < UrgentInARow);
            var queue = isUrgent ? _urgent : _routine;
            if (queue.Count == 0 || !Fits(queue[0].Depth))
                return null;
            var turn = queue[0];
            queue.RemoveAt(0);
            turn.IsWaiting = false;
            Enter(isUrgent, turn.Depth);
            return turn;
        }
    }

    private bool Fits(int depth) => _taken == 0 || (_taken < Math.Min(depth, _depth) && mayShare());

    private void Enter(bool isUrgent, int depth)
    {
        _depth = _taken == 0 ? depth : Math.Min(_depth, depth);
        _taken++;
        _urgentInARow = isUrgent ? _urgentInARow + 1 : 0;
    }
}
