using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;
using WeldExam.Simulators;
using WeldExam.Simulators.Wire;

namespace WeldExam.EndToEnd.Tests.Rig;

/// <summary>A line to a simulated device that carries each byte in its time, and hands answers over in pieces as an adapter does.</summary>
/// <param name="station">Where the device is.</param>
/// <param name="device">Its name.</param>
/// <param name="perByte">Time of one byte on the wire.</param>
/// <param name="transit">Time of the first byte, each way.</param>
/// <param name="clock">Virtual.</param>
internal sealed class VirtualLine(SimulatedStation station, string device, TimeSpan perByte, TimeSpan transit, VirtualClock clock) : IByteLine
{
    private const int Piece = 16;

    private readonly Queue<byte> _arrived = new();
    private TaskCompletionSource? _waiting;
    private MemoryTalk? _talk;

    public string Name => device;

    public LineState State => _talk is null ? LineState.Closed : _talk.IsDown ? LineState.HungUp : LineState.Open;

    /// <summary>One start, eight data and two stop bits at that speed.</summary>
    public static TimeSpan ByteAt(int baud) => TimeSpan.FromSeconds(11.0 / baud);

    public ValueTask<LineOutcome> OpenAsync(MonotonicTick deadline, CancellationToken cancel)
    {
        _talk = station.TalkTo(device);
        _arrived.Clear();
        return new(State == LineState.Open ? LineOutcome.Done(0) : LineOutcome.Down("unplugged"));
    }

    public ValueTask<LineOutcome> WriteAsync(ReadOnlyMemory<byte> bytes, MonotonicTick deadline, CancellationToken cancel)
    {
        if (State != LineState.Open)
            return new(LineOutcome.Down("not open"));
        _ = CarryAsync(_talk!, bytes.ToArray());
        return new(LineOutcome.Done(bytes.Length));
    }

    public async ValueTask<LineOutcome> ReadAsync(Memory<byte> into, MonotonicTick deadline, CancellationToken cancel)
    {
        while (State == LineState.Open)
        {
            cancel.ThrowIfCancellationRequested();
            if (_arrived.Count > 0)
                return LineOutcome.Done(Take(into.Span));
            var left = deadline - MonotonicTick.Now(clock);
            if (left <= TimeSpan.Zero)
                return LineOutcome.Deadline;
            _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var late = clock.CreateTimer(_ => Wake(), null, left, Timeout.InfiniteTimeSpan);
            await using var stops = cancel.Register(Wake);
            await _waiting.Task;
            _waiting = null;
        }

        return LineOutcome.Down("not open");
    }

    public void Discard() => _arrived.Clear();

    public void Close() => _talk = null;

    public void Dispose() => Close();

    private async Task CarryAsync(MemoryTalk talk, byte[] bytes)
    {
        await clock.SleepAsync(transit + (perByte * bytes.Length));
        foreach (var answer in talk.Hear(bytes))
        {
            await clock.SleepAsync(answer.Wait + transit);
            foreach (var piece in answer.Bytes.ToArray().Chunk(Piece))
            {
                await clock.SleepAsync(perByte * piece.Length);
                Arrive(talk, piece);
            }
        }
    }

    private void Arrive(MemoryTalk talk, byte[] piece)
    {
        if (talk != _talk)
            return;
        foreach (var value in piece)
            _arrived.Enqueue(value);
        Wake();
    }

    private void Wake() => _waiting?.TrySetResult();

    private int Take(Span<byte> into)
    {
        var count = 0;
        while (count < into.Length && _arrived.TryDequeue(out var value))
            into[count++] = value;
        return count;
    }
}
