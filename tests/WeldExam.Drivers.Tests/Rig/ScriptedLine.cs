using Microsoft.Extensions.Time.Testing;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Tests.Rig;

/// <summary>A line whose other end is a script.</summary>
internal sealed class ScriptedLine(FakeTimeProvider clock) : IByteLine
{
    private readonly List<(MonotonicTick At, byte Value)> _arriving = [];

    public string Name => "scripted";

    public LineState State { get; private set; }

    /// <summary>What the other end does when it gets a request.</summary>
    public Action<byte[]> Device { get; set; } = _ => { };

    public bool IsPlugged { get; set; } = true;

    /// <summary>How long the line takes to take a request; only then is it sent.</summary>
    public TimeSpan WriteTakes { get; set; }

    public int Opened { get; private set; }

    public List<MonotonicTick> Attempts { get; } = [];

    public List<(MonotonicTick At, byte[] Bytes)> Sent { get; } = [];

    public MonotonicTick Now => MonotonicTick.Now(clock);

    public void Arrives(TimeSpan after, params byte[] bytes) => _arriving.AddRange(bytes.Select(value => (Now + after, value)));

    public void Arrives(int milliseconds, params byte[] bytes) => Arrives(TimeSpan.FromMilliseconds(milliseconds), bytes);

    public ValueTask<LineOutcome> OpenAsync(MonotonicTick deadline, CancellationToken cancel)
    {
        Attempts.Add(Now);
        if (!IsPlugged)
            return new(LineOutcome.Down("no such device"));
        Opened++;
        State = LineState.Open;
        return new(LineOutcome.Done(0));
    }

    public async ValueTask<LineOutcome> WriteAsync(ReadOnlyMemory<byte> bytes, MonotonicTick deadline, CancellationToken cancel)
    {
        if (IsDown())
            return LineOutcome.Down("hung up: test");
        if (WriteTakes > TimeSpan.Zero)
            await Task.Delay(WriteTakes, clock, cancel);
        Sent.Add((Now, bytes.ToArray()));
        Device(bytes.ToArray());
        return LineOutcome.Done(bytes.Length);
    }

    public async ValueTask<LineOutcome> ReadAsync(Memory<byte> into, MonotonicTick deadline, CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (IsDown())
                return LineOutcome.Down("hung up: test");
            var count = Take(into.Span);
            if (count > 0)
                return LineOutcome.Done(count);
            if (Now >= deadline)
                return LineOutcome.Deadline;
            await Task.Delay(TimeSpan.FromMicroseconds(1000), clock, cancel);
        }
    }

    public void Discard() => _arriving.RemoveAll(byteAt => byteAt.At <= Now);

    public void Close() => State = LineState.Closed;

    public void Dispose() => Close();

    private int Take(Span<byte> into)
    {
        var due = _arriving.Where(byteAt => byteAt.At <= Now).OrderBy(byteAt => byteAt.At).Take(into.Length).ToList();
        for (var index = 0; index < due.Count; index++)
        {
            into[index] = due[index].Value;
            _arriving.Remove(due[index]);
        }

        return due.Count;
    }

    private bool IsDown()
    {
        if (State == LineState.Open && !IsPlugged)
            State = LineState.HungUp;
        return State != LineState.Open;
    }
}
