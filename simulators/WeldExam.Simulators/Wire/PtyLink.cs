namespace WeldExam.Simulators.Wire;

/// <summary>A serial line: a pty behind a stable symlink. An answer starts well within a millisecond.</summary>
internal sealed class PtyLink : Link
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan QuietAfter = TimeSpan.FromMilliseconds(20);
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _late = [];
    private readonly PtyArrivals _arrivals;
    private readonly Func<IConversation> _converse;
    private readonly TimeProvider _clock;
    private readonly string _symlink;
    private readonly Task _serving;
    private PseudoTerminal? _pty;

    public PtyLink(string symlink, Func<IConversation> converse, TimeProvider clock)
    {
        (_symlink, _converse, _clock) = (Path.GetFullPath(symlink), converse, clock);
        _arrivals = new PtyArrivals(clock);
        Plug();
        _serving = ServeAsync(_stop.Token);
    }

    public override string Address => _symlink;

    public override void Plug()
    {
        lock (_gate)
        {
            if (_pty is not null || _stop.IsCancellationRequested)
                return;
            _pty = new PseudoTerminal();
            Directory.CreateDirectory(Path.GetDirectoryName(_symlink)!);
            if (new FileInfo(_symlink).LinkTarget is not null)
                File.Delete(_symlink); // left by a killed simulator
            File.CreateSymbolicLink(_symlink, _pty.Path);
        }
    }

    public override void Unplug()
    {
        lock (_gate)
        {
            if (_pty is null)
                return;
            if (new FileInfo(_symlink).LinkTarget == _pty.Path)
                File.Delete(_symlink);
            _pty.Dispose();
            _pty = null;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Unplug();
        _pty?.Dispose();
        await Task.WhenAll([_serving, .. _late]);
        await _arrivals.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ServeAsync(CancellationToken cancel)
    {
        var buffer = new byte[512];
        PseudoTerminal? served = null;
        var talk = _converse();
        var heard = _clock.GetTimestamp();
        try
        {
            while (true)
            {
                await _arrivals.WaitAsync(cancel);
                if (_pty is not { } pty)
                    continue;
                if (pty != served)
                    (served, talk) = (pty, _converse());
                var count = pty.Read(buffer);
                if (count > 0)
                {
                    heard = _clock.GetTimestamp();
                    talk.Take(buffer.AsSpan(0, count)); // a serial line has nothing to close
                }
                else if (_clock.GetElapsedTime(heard) > QuietAfter)
                {
                    talk.Quiet();
                }

                while (talk.TryAnswer(out var answer))
                    await SendAsync(pty, answer, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // disposed: nothing is owed to the client
        }
    }

    private async Task SendAsync(PseudoTerminal pty, Outgoing answer, CancellationToken cancel)
    {
        if (answer.IsLate)
        {
            _late.RemoveAll(task => task.IsCompleted);
            _late.Add(SendLateAsync(pty, answer, cancel));
            return;
        }

        if (answer.Wait > TimeSpan.Zero)
            await Task.Delay(answer.Wait, _clock, cancel);
        await WriteAsync(pty, answer.Bytes, cancel);
    }

    private async Task SendLateAsync(PseudoTerminal pty, Outgoing answer, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(answer.Wait, _clock, cancel);
            await WriteAsync(pty, answer.Bytes, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // disposed: the late answer is never sent
        }
    }

    private async Task WriteAsync(PseudoTerminal pty, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        for (var tries = 0; tries < 1000 && !bytes.IsEmpty; tries++)
        {
            bytes = bytes[pty.Write(bytes.Span)..];
            if (!bytes.IsEmpty)
                await Task.Delay(Retry, _clock, cancel); // a full line: nobody reads; a real line would lose the rest too
        }
    }
}
