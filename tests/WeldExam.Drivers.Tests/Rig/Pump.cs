using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace WeldExam.Drivers.Tests.Rig;

/// <summary>One thread, one queue, one clock: code under test stays on it, and time moves only when nothing is left to do.</summary>
internal sealed class Pump(FakeTimeProvider clock) : SynchronizationContext
{
    private static readonly TimeSpan Step = TimeSpan.FromMicroseconds(250);
    private readonly ConcurrentQueue<(SendOrPostCallback Act, object? State)> _work = new();

    public override void Post(SendOrPostCallback d, object? state) => _work.Enqueue((d, state));

    /// <summary>Cancels on the pump. CancellationTokenSource.CancelAsync runs what waits for the token on the thread pool, and until a busy machine gets
    /// to that, the pump sees nothing to do and lets the clock run: half a second of it made a fifth try of four.</summary>
    public static void Cancel(CancellationTokenSource source) => source.Cancel();

    public static T Run<T>(FakeTimeProvider clock, Func<Task<T>> body, int seconds = 120)
    {
        var before = Current;
        var pump = new Pump(clock);
        SetSynchronizationContext(pump);
        try
        {
            return pump.Finish(body(), clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public static void Run(FakeTimeProvider clock, Func<Task> body) => Run(
        clock,
        async () =>
        {
            await body();
            return true;
        });

    private T Finish<T>(Task<T> task, DateTimeOffset limit)
    {
        while (!task.IsCompleted)
        {
            if (_work.TryDequeue(out var item))
                item.Act(item.State);
            else if (clock.GetUtcNow() < limit)
                clock.Advance(Step);
            else
                throw new TimeoutException("The code under test did not finish in the time it was given.");
        }

        return task.GetAwaiter().GetResult();
    }
}
