using System.Runtime.CompilerServices;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>One device behind a link: retries within the deadline, and counts.</summary>
public sealed class ModbusDevice(IModbusLink link, ModbusPeer peer, TimeProvider clock)
{
    // Exceptions 05 and 06 ask for patience; what they get is bounded by the retries and the deadline.
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(20);

    private readonly ModbusTally _tally = new();
    private readonly ModbusPeer _urgent = peer with { IsSafetyInput = true };

    public ModbusPeer Peer => peer;

    public string Link => link.Name;

    public ModbusCounters Counters => _tally.Read();

    /// <summary>Reads; a read may be tried again as often as <see cref="ModbusPeer.Retries"/> says.</summary>
    public async ValueTask<ModbusReply> ReadAsync(ModbusRequest request, MonotonicTick deadline, CancellationToken cancel)
    {
        var content = ModbusReplies.ContentFor(request);
        return (await ReadAsync(request, content, deadline, cancel)).ToReply(content);
    }

    /// <summary>Reads a safety input: the same, before all that is neither one nor a write.</summary>
    public async ValueTask<ModbusReply> ReadSafetyInputAsync(ModbusRequest request, MonotonicTick deadline, CancellationToken cancel)
    {
        var content = ModbusReplies.ContentFor(request);
        return (await ReadAsync(_urgent, request, content, deadline, cancel)).ToReply(content);
    }

    /// <summary>Reads into <paramref name="content"/>, which nobody else touches meanwhile, and allocates nothing.</summary>
    public ValueTask<ModbusOutcome> ReadAsync(ModbusRequest request, Memory<byte> content, MonotonicTick deadline, CancellationToken cancel) =>
        ReadAsync(peer, request, content, deadline, cancel);

    /// <summary>Writes. Only what is <paramref name="idempotent"/> may be sent twice; a failed write may still have been done.</summary>
    public async ValueTask<ModbusReply> WriteAsync(ModbusRequest request, bool idempotent, MonotonicTick deadline, CancellationToken cancel)
    {
        if (request.IsRead)
            throw new ArgumentException($"{request.Function} is no write.", nameof(request));
        var content = ModbusReplies.ContentFor(request);
        return (await AskAsync(peer, request, content, idempotent ? peer.Retries : 0, deadline, cancel)).ToReply(content);
    }

    private ValueTask<ModbusOutcome> ReadAsync(
        ModbusPeer asked, ModbusRequest request, Memory<byte> content, MonotonicTick deadline, CancellationToken cancel) =>
        request.IsRead
            ? AskAsync(asked, request, content, peer.Retries, deadline, cancel)
            : throw new ArgumentException($"{request.Function} is no read.", nameof(request));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ModbusOutcome> AskAsync(
        ModbusPeer asked, ModbusRequest request, Memory<byte> content, int retries, MonotonicTick deadline, CancellationToken cancel)
    {
        while (true)
        {
            var outcome = await link.AskAsync(asked, request, content, deadline, cancel);
            _tally.Add(outcome);
            if (outcome.IsAnswer || retries-- <= 0 || !IsWorthAnother(outcome) || clock.Now() >= deadline)
                return outcome;
            if (outcome.IsBusy)
                await clock.UntilAsync(LineClock.Earlier(deadline, clock.Now() + BusyPause), cancel);
        }
    }

    private static bool IsWorthAnother(in ModbusOutcome outcome) =>
        outcome.IsBusy || outcome.Failure is ModbusFailureKind.Timeout or ModbusFailureKind.Checksum or ModbusFailureKind.Malformed;
}
