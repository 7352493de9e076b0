using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using WeldExam.Drivers.Lines;
using WeldExam.EdgeGateway.Threads;
using WeldExam.Exam.Time;

namespace WeldExam.EdgeGateway.Tests.Threads;

public sealed class WireThreadTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WireThread _wires = new("wires");
    private readonly AnonymousPipeServerStream _far = new(PipeDirection.Out, HandleInheritability.None);

    private int Near => (int)_far.ClientSafePipeHandle.DangerousGetHandle();

    private TimeProvider Clock => _wires.Clock;

    private MonotonicTick Now => MonotonicTick.Now(Clock);

    public void Dispose()
    {
        _wires.Dispose();
        _far.Dispose();
    }

    [Fact]
    public async Task Work_stays_on_the_thread_across_its_waits()
    {
        int before = 0, after = 0;
        await OnWires(async () =>
        {
            before = Environment.CurrentManagedThreadId;
            await Task.Delay(TimeSpan.FromMilliseconds(2), Clock, default);
            after = Environment.CurrentManagedThreadId;
        });
        Assert.Equal(before, after);
        Assert.NotEqual(Environment.CurrentManagedThreadId, after);
    }

    [Fact]
    public async Task A_failure_of_the_work_reaches_who_asked_for_it() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => OnWires(() => throw new InvalidDataException("broken")));

    [Fact]
    public async Task Timers_fire_in_order_and_never_early()
    {
        var fired = new List<(int Length, TimeSpan Late)>();
        await OnWires(async () =>
        {
            var start = Now;
            await Task.WhenAll(new[] { 30, 3, 17, 1, 60 }.Select(async length =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(length), Clock, default);
                fired.Add((length, Now - start - TimeSpan.FromMilliseconds(length)));
            }));
        });
        Assert.Equal([1, 3, 17, 30, 60], fired.Select(one => one.Length));
        Assert.All(fired, one => Assert.True(one.Late >= TimeSpan.Zero, $"{one}"));
    }

    [Fact]
    public async Task A_timer_changed_to_never_does_not_fire_and_one_with_a_period_fires_again()
    {
        var count = 0;
        using var never = Clock.CreateTimer(_ => count += 1000, null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        await OnWires(async () =>
        {
            never.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            count = 0; // whatever fired before the change
            var done = new TaskCompletionSource();
            await using var again = Clock.CreateTimer(_ => { if (++count == 3) done.SetResult(); }, null, TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(2));
            await done.Task;
        });
        Assert.Equal(3, count);
    }

    [Fact]
    public async Task A_wait_ends_with_a_byte_with_its_time_with_the_hang_up_and_when_woken()
    {
        using var wait = ((IWireClock)Clock).CreateWait();
        await OnWires(async () =>
        {
            var until = Now + TimeSpan.FromMilliseconds(5);
            await wait.ForBytesAsync(Near, until, default);
            Assert.True(Now >= until);

            var far = Now + TimeSpan.FromHours(1);
            var bytes = wait.ForBytesAsync(Near, far, default);
            Assert.False(bytes.IsCompleted);
            _far.WriteByte(7);
            await bytes;
            Assert.True(Now < far);

            using var quiet = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
            var woken = wait.ForBytesAsync((int)quiet.ClientSafePipeHandle.DangerousGetHandle(), far, default);
            wait.Wake();
            await woken;

            var hungUp = wait.ForBytesAsync((int)quiet.ClientSafePipeHandle.DangerousGetHandle(), far, default);
            quiet.SafePipeHandle.Dispose();
            await hungUp;
        });
    }

    [Fact]
    public async Task A_wait_given_up_from_another_thread_ends_and_the_next_one_works()
    {
        using var wait = ((IWireClock)Clock).CreateWait();
        using var stop = new CancellationTokenSource();
        var waiting = OnWires(async () => await wait.ForBytesAsync(Near, Now + TimeSpan.FromHours(1), stop.Token));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _far.WriteByte(7);
        await OnWires(async () => await wait.ForBytesAsync(Near, Now + TimeSpan.FromHours(1), default));
    }

    [Fact]
    public async Task A_silent_line_does_not_hold_up_another()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var silent = new TcpLine("127.0.0.1", port, Clock);
        using var spoken = new TcpLine("127.0.0.1", port, Clock);
        var ends = new List<string>();
        await OnWires(async () =>
        {
            Assert.Equal(LineEnd.Done, (await silent.OpenAsync(Now + Patience, default)).End);
            using var first = await listener.AcceptSocketAsync();
            Assert.Equal(LineEnd.Done, (await spoken.OpenAsync(Now + Patience, default)).End);
            using var second = await listener.AcceptSocketAsync();
            second.NoDelay = true;
            var waits = ReadAsync(silent, 1, Now + TimeSpan.FromMilliseconds(200));
            for (var turn = 0; turn < 50; turn++)
            {
                second.Send([(byte)turn]);
                await ReadAsync(spoken, turn, Now + Patience);
            }

            await waits;
        });
        Assert.Equal([.. Enumerable.Repeat("Done", 50), "Deadline"], ends);

        async Task ReadAsync(TcpLine line, int expected, MonotonicTick deadline)
        {
            var bytes = new byte[8];
            var outcome = await line.ReadAsync(bytes, deadline, default);
            ends.Add($"{outcome.End}");
            Assert.True(outcome.End == LineEnd.Deadline || bytes[0] == expected);
        }
    }

    [Fact]
    public async Task Nothing_posted_from_many_threads_is_left_lying()
    {
        var count = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var turn = 0; turn < 5_000; turn++)
            {
                // The last one of each burst finds the thread asleep or about to be.
                await _wires.RunAsync(() => { count++; return Task.CompletedTask; }).WaitAsync(Patience);
            }
        })));
        Assert.Equal(20_000, count);
    }

    [Fact]
    public void The_thread_ends_while_a_line_waits_and_lets_fall_what_comes_later()
    {
        using var wait = ((IWireClock)Clock).CreateWait();
        var waiting = _wires.RunAsync(async () => await wait.ForBytesAsync(Near, Now + TimeSpan.FromHours(1), default));
        _wires.Dispose();
        wait.Wake();
        var late = _wires.RunAsync(() => Task.CompletedTask);
        Assert.False(waiting.IsCompletedSuccessfully || late.IsCompleted);
    }

    private Task OnWires(Func<Task> work) => _wires.RunAsync(work).WaitAsync(Patience);
}
