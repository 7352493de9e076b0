using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Modbus;

/// <summary>Who may use the bus: one at a time, first come first served, a bounded number waiting, each no longer than its deadline.</summary>
internal sealed class BusTurns(int queueLength, TimeProvider clock)
{
    private readonly Lock _guard = new();
    private readonly LinkedList<TaskCompletionSource<bool>> _waiting = new();
    private bool _taken;

    /// <summary>True when the turn is ours, to be given back by <see cref="Release"/>; false when the queue is full or the deadline passed.</summary>
    public async ValueTask<bool> TakeAsync(MonotonicTick deadline, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        LinkedListNode<TaskCompletionSource<bool>> place;
        lock (_guard)
        {
            if (!_taken)
                return _taken = true;
            if (_waiting.Count >= queueLength || clock.Now() >= deadline)
                return false;
            place = _waiting.AddLast(new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        using var late = new CancellationTokenSource(clock.Until(deadline), clock);
        await using var givesUp = late.Token.Register(() => Leave(place));
        await using var stops = cancel.Register(() => Leave(place));
        var mine = await place.Value.Task;
        if (!mine)
            cancel.ThrowIfCancellationRequested();
        return mine;
    }

    public void Release()
    {
        TaskCompletionSource<bool>? next;
        lock (_guard)
        {
            next = _waiting.First?.Value;
            if (next is null)
                _taken = false;
            else
                _waiting.RemoveFirst();
        }

        next?.SetResult(true);
    }

    // Only who is still waiting can leave: a turn that was handed over is never lost.
    private void Leave(LinkedListNode<TaskCompletionSource<bool>> place)
    {
        lock (_guard)
        {
            if (place.List is null)
                return;
            _waiting.Remove(place);
        }

        place.Value.SetResult(false);
    }
}
