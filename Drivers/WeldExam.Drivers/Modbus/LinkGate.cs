using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>The way to a line, shared by all kinds of links: wait for the turn, find the line open.</summary>
/// <param name="line">The line.</param>
/// <param name="mostInFlight">How many transactions the kind of link can keep apart, whatever a device allows.</param>
/// <param name="options">Queue and reconnection.</param>
/// <param name="jitter">Seeded randomness for the pauses.</param>
/// <param name="clock">The box's clock.</param>
/// <param name="logger">Hears of the line going and coming.</param>
internal sealed class LinkGate(IByteLine line, int mostInFlight, ModbusLinkOptions options, Random jitter, TimeProvider clock, ILogger logger)
{
    private readonly BusTurns _turns = new(options.QueueLength, () => line.State == LineState.Open, clock);
    private readonly LineKeeper _keeper = new(line, options, jitter, clock, logger);

    public LineKeeper Keeper => _keeper;

    /// <summary>With <see cref="GatePass.IsOpen"/> the turn is ours until <see cref="Leave"/>; else the outcome says why it is not, and
    /// there is nothing to leave.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<GatePass> EnterAsync(ModbusPeer peer, ModbusRequest request, int room, MonotonicTick deadline, CancellationToken cancel)
    {
        if (room < ModbusReplies.RoomFor(request))
            throw new ArgumentException($"{room} bytes are too few for the answer to {request.Function}.", nameof(room));
        if (!await _turns.TakeAsync(!request.IsRead || peer.IsSafetyInput, Math.Min(peer.Pipelining, mostInFlight), deadline, cancel))
            return Refuse(ModbusFailureKind.NotAsked, "others had the line until the deadline, or too many waited for it");
        var isKept = false;
        try
        {
            var (isOpen, fresh) = await _keeper.EnsureOpenAsync(deadline, cancel);
            isKept = isOpen;
            return isOpen ? new GatePass(IsOpen: true, fresh, default) : Refuse(ModbusFailureKind.LinkDown, _keeper.Cause);
        }
        finally
        {
            if (!isKept)
                _turns.Release();
        }
    }

    public void Leave() => _turns.Release();

    private GatePass Refuse(ModbusFailureKind kind, string cause)
    {
        var now = clock.Now();
        return new GatePass(IsOpen: false, IsFresh: false, ModbusOutcome.Failed(now, now, kind, cause));
    }
}
