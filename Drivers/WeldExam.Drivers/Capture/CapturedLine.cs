using System.Runtime.CompilerServices;
using System.Text;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Capture;

/// <summary>A line whose bytes are kept as they pass. Never put around an ID card reader's line: cards are personal data.</summary>
/// <param name="line">The line, which this one owns.</param>
/// <param name="ring">Where they are kept.</param>
/// <param name="clock">The box's clock.</param>
public sealed class CapturedLine(IByteLine line, CaptureRing ring, TimeProvider clock) : IByteLine
{
    public string Name => line.Name;

    public LineState State => line.State;

    public async ValueTask<LineOutcome> OpenAsync(MonotonicTick deadline, CancellationToken cancel)
    {
        var outcome = await line.OpenAsync(deadline, cancel);
        if (outcome.End == LineEnd.Done)
            ring.Add(clock.Now(), CaptureKind.Opened, []);
        return Noted(outcome);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LineOutcome> WriteAsync(ReadOnlyMemory<byte> bytes, MonotonicTick deadline, CancellationToken cancel)
    {
        ring.Add(clock.Now(), CaptureKind.Sent, bytes.Span);
        return Noted(await line.WriteAsync(bytes, deadline, cancel));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LineOutcome> ReadAsync(Memory<byte> into, MonotonicTick deadline, CancellationToken cancel) =>
        Noted(await line.ReadAsync(into, deadline, cancel), into.Span);

    public void Discard() => line.Discard();

    public void Close() => line.Close();

    public void Dispose() => line.Dispose();

    private LineOutcome Noted(LineOutcome outcome, ReadOnlySpan<byte> taken = default)
    {
        if (outcome.End == LineEnd.Down)
            ring.Add(clock.Now(), CaptureKind.Down, Encoding.UTF8.GetBytes(outcome.Cause));
        else if (outcome.End == LineEnd.Done && !taken.IsEmpty)
            ring.Add(clock.Now(), CaptureKind.Received, taken[..outcome.Count]);
        return outcome;
    }
}
