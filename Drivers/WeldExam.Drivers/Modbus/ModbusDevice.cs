using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>One device behind a link: retries within the deadline, and counts.</summary>
public sealed class ModbusDevice(IModbusLink link, ModbusPeer peer, TimeProvider clock)
{
    // Exceptions 05 and 06 ask for patience; what they get is bounded by the retries and the deadline.
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(20);

    public ModbusPeer Peer => peer;

    public string Link => link.Name;

    public ModbusCounters Counters { get; private set; }

    /// <summary>Reads; a read may be tried again as often as <see cref="ModbusPeer.Retries"/> says.</summary>
    public ValueTask<ModbusReply> ReadAsync(ModbusRequest request, MonotonicTick deadline, CancellationToken cancel) =>
        request.IsRead
            ? AskAsync(request, peer.Retries, deadline, cancel)
            : throw new ArgumentException($"{request.Function} is no read.", nameof(request));

    /// <summary>Writes. Only what is <paramref name="idempotent"/> may be sent twice; a failed write may still have been done.</summary>
    public ValueTask<ModbusReply> WriteAsync(ModbusRequest request, bool idempotent, MonotonicTick deadline, CancellationToken cancel) =>
        request.IsRead
            ? throw new ArgumentException($"{request.Function} is no write.", nameof(request))
            : AskAsync(request, idempotent ? peer.Retries : 0, deadline, cancel);

    private async ValueTask<ModbusReply> AskAsync(ModbusRequest request, int retries, MonotonicTick deadline, CancellationToken cancel)
    {
        while (true)
        {
            var reply = await link.AskAsync(peer, request, deadline, cancel);
            Counters = Counters.With(reply);
            if (retries-- <= 0 || reply is not ModbusFailure failure || !IsWorthAnother(failure) || clock.Now() >= deadline)
                return reply;
            if (failure.IsBusy)
                await clock.UntilAsync(LineClock.Earlier(deadline, clock.Now() + BusyPause), cancel);
        }
    }

    private static bool IsWorthAnother(ModbusFailure failure) =>
        failure.IsBusy || failure.Kind is ModbusFailureKind.Timeout or ModbusFailureKind.Checksum or ModbusFailureKind.Malformed;
}
