using System.Threading.Tasks.Sources;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>A place in the table of transactions in flight; used over and over.</summary>
internal sealed class TcpTransaction(TcpTable table) : IValueTaskSource<ModbusOutcome>
{
    private ManualResetValueTaskSourceCore<ModbusOutcome> _core;
    private CancellationTokenRegistration _givesUp;
    private ModbusRequest _request;

    public byte[] Frame { get; } = new byte[TcpFrame.MaxLength];

    public ModbusRequest Request => _request;

    public Memory<byte> Content { get; private set; }

    public byte Unit { get; private set; }

    /// <summary>On the wire's own count; only while <see cref="IsOut"/>.</summary>
    public ushort Id { get; private set; }

    public MonotonicTick Asked { get; private set; }

    public MonotonicTick Until { get; private set; }

    /// <summary>Waits for its answer; changed by the table alone, under its guard.</summary>
    public bool IsOut { get; set; }

    /// <summary>Writes the request's frame and returns its length.</summary>
    public int Begin(ushort id, ModbusPeer peer, in ModbusRequest request, Memory<byte> content, MonotonicTick asked, MonotonicTick deadline)
    {
        _core.Reset();
        (Id, Unit, _request, Content, Asked) = (id, peer.Unit, request, content, asked);
        Until = LineClock.Earlier(asked + peer.ResponseTimeout, deadline);
        return TcpFrame.Write(id, peer.Unit, request, Frame);
    }

    public ValueTask<ModbusOutcome> AnswerAsync(CancellationToken cancel)
    {
        if (_core.GetStatus(_core.Version) == ValueTaskSourceStatus.Pending)
            _givesUp = cancel.UnsafeRegister(static (state, token) => ((TcpTransaction)state!).GiveUp(token), this);
        return new ValueTask<ModbusOutcome>(this, _core.Version);
    }

    /// <summary>To be called by who took it out of the table, and by nobody else.</summary>
    public void Complete(in ModbusOutcome outcome) => _core.SetResult(outcome);

    /// <summary>Tells who waits of a bug; likewise.</summary>
    public void Fail(Exception bug) => _core.SetException(bug);

    ModbusOutcome IValueTaskSource<ModbusOutcome>.GetResult(short token)
    {
        _givesUp.Dispose();
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            (_givesUp, Content) = (default, default);
            table.TakeBack(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<ModbusOutcome>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<ModbusOutcome>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void GiveUp(CancellationToken cancel)
    {
        if (table.TryTake(this))
            _core.SetException(new OperationCanceledException(cancel));
    }
}
