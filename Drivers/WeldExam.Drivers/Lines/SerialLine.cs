using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Lines;

/// <summary>A serial port, or a pseudo terminal. System.IO.Ports is not used: after a hang-up its reads time out for ever and its Close
/// does not return (dotnet/runtime#121627).</summary>
public sealed class SerialLine : IByteLine
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    private readonly SerialSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ILineWait _wait;
    private int _file = -1;

    /// <summary>Describes a port; nothing is opened yet.</summary>
    /// <param name="path">The device file, best one that names the adapter: <c>/dev/serial/by-id/…</c>.</param>
    /// <param name="settings">Refused with <see cref="ArgumentException"/> when no such setting exists.</param>
    /// <param name="clock">The box's clock.</param>
    public SerialLine(string path, SerialSettings settings, TimeProvider clock)
    {
        if (!settings.IsPossible)
            throw new ArgumentException($"No serial port can be set to {settings}.", nameof(settings));
        Name = path;
        _settings = settings;
        _clock = clock;
        _wait = HeldWait.Of(clock);
    }

    public string Name { get; }

    public LineState State { get; private set; }

    public ValueTask<LineOutcome> OpenAsync(MonotonicTick deadline, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Close();
        var file = Libc.Open(Name, Libc.ReadWriteNoTtyNonBlockingCloseOnExec);
        if (file < 0)
            return new(LineOutcome.Down($"cannot open: {LastError()}"));
        var cause = PortSetup.Prepare(file, _settings);
        if (cause.Length > 0)
        {
            _ = Libc.Close(file);
            return new(LineOutcome.Down(cause));
        }

        _file = file;
        State = LineState.Open;
        return new(LineOutcome.Done(0));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LineOutcome> WriteAsync(ReadOnlyMemory<byte> bytes, MonotonicTick deadline, CancellationToken cancel)
    {
        var written = 0;
        while (State == LineState.Open)
        {
            var count = Libc.Write(_file, bytes.Span[written..], bytes.Length - written);
            var error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
            if (error is not (0 or Libc.Interrupted or Libc.TryAgain))
                return HangUp(Marshal.GetPInvokeErrorMessage(error));
            written += Math.Max(0, (int)count);
            if (written == bytes.Length)
                return LineOutcome.Done(written);
            if (_clock.Now() >= deadline)
                return LineOutcome.Deadline;
            await Task.Delay(Look, _clock, cancel); // a port that takes no bytes is rare
        }

        return LineOutcome.Down("not open");
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LineOutcome> ReadAsync(Memory<byte> into, MonotonicTick deadline, CancellationToken cancel)
    {
        while (State == LineState.Open)
        {
            await _wait.ForBytesAsync(_file, deadline, cancel);
            cancel.ThrowIfCancellationRequested();
            if (_file < 0)
                break;
            var count = Libc.Read(_file, into.Span, into.Length);
            if (count > 0)
                return LineOutcome.Done((int)count);
            var error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
            if (count == 0)
                return HangUp("end of file");
            if (error is not (Libc.Interrupted or Libc.TryAgain))
                return HangUp(Marshal.GetPInvokeErrorMessage(error));
            if (IsBroken())
                return HangUp("hang-up");
            if (_clock.Now() >= deadline)
                return LineOutcome.Deadline;
        }

        return LineOutcome.Down("not open");
    }

    public void Discard()
    {
        if (State == LineState.Open)
            _ = Libc.Control(_file, Libc.FlushQueues, Libc.FlushInput);
    }

    public void Close()
    {
        State = LineState.Closed;
        _wait.Wake();
        if (_file < 0)
            return;

        // Unsent bytes are thrown away first: close would otherwise wait for a wire that may be gone.
        _ = Libc.Control(_file, Libc.FlushQueues, Libc.FlushBoth);
        _ = Libc.Lock(_file, Libc.Unlock); // a child process that is just being started would hold it on
        _ = Libc.Close(_file);
        _file = -1;
    }

    public void Dispose()
    {
        Close();
        _wait.Dispose();
    }

    private bool IsBroken()
    {
        var poll = new Libc.PollFile { File = _file, Wanted = Libc.PollIn };
        return Libc.Poll(ref poll, 1, 0) > 0 && (poll.Seen & Libc.PollBroken) != 0 && (poll.Seen & Libc.PollIn) == 0;
    }

    private LineOutcome HangUp(string cause)
    {
        Close();
        State = LineState.HungUp;
        return LineOutcome.Down($"hung up: {cause}");
    }

    private static string LastError() => Marshal.GetLastPInvokeErrorMessage();
}
