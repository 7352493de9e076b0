using System.Collections.Immutable;
using WeldExam.Drivers.Profiles;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Polling;

/// <summary>One device's share of a bus, for reckoning: nothing is opened for it.</summary>
/// <param name="Device">The station's name for it.</param>
/// <param name="Poll">Its times.</param>
/// <param name="Limits">Its limits.</param>
/// <param name="Reads">What is read from it.</param>
public sealed record PlannedDevice(DeviceName Device, PollProfile Poll, ReadLimits Limits, ImmutableArray<PlannedRead> Reads);

/// <summary>One read with what it costs.</summary>
/// <param name="Device">Who is asked.</param>
/// <param name="Read">What for, and how often.</param>
/// <param name="Wire">Bytes of request and answer on a serial line; zero behind TCP.</param>
/// <param name="Duration">With the silence before it and the device's longest usual delay: what the bus is taken for.</param>
public sealed record PlannedTransaction(DeviceName Device, PlannedRead Read, TimeSpan Wire, TimeSpan Duration)
{
    /// <summary>Part of the bus's time, 1 for all of it.</summary>
    public double Occupancy => Duration / Read.Period;
}

/// <summary>All reads of one bus and how much of its time they take. A plan that does not fit would lose samples by and by, so it is refused
/// before it runs.</summary>
/// <param name="Transactions">In order of devices, tables and addresses.</param>
/// <param name="Baud">Of a serial line; null behind TCP.</param>
public sealed record BusPlan(ImmutableArray<PlannedTransaction> Transactions, int? Baud)
{
    /// <summary>The rest is for retries, quarantines and writes.</summary>
    public const double MostOccupancy = 0.9;

    // A sample holds 2.5 periods: its successor may come one and a half periods late.
    private const double MostLate = 1.5;

    /// <summary>Devices that nobody has measured: their answers are reckoned as coming at once, and the true occupancy is higher.</summary>
    public ImmutableArray<DeviceName> Unmeasured { get; init; } = [];

    public double Occupancy => Transactions.Sum(transaction => transaction.Occupancy);

    /// <summary>Why the plan cannot run; empty when it can.</summary>
    public ImmutableArray<PlanFault> Faults
    {
        get
        {
            if (Transactions.IsEmpty)
                return [];
            var faults = ImmutableArray.CreateBuilder<PlanFault>();
            if (Occupancy > MostOccupancy)
                faults.Add(new WireTooFull(Occupancy));
            var fastest = Transactions.MinBy(transaction => transaction.Read.Period)!;
            foreach (var turn in Transactions.GroupBy(transaction => (transaction.Device, transaction.Read.Period)))
            {
                var length = turn.Aggregate(TimeSpan.Zero, (sum, transaction) => sum + transaction.Duration);
                if (length > fastest.Read.Period * MostLate)
                    faults.Add(new HoldsUpTheFastest(turn.Key.Device, length, fastest.Device, fastest.Read.Period));
            }

            return faults.ToImmutable();
        }
    }

    /// <summary>Reckons the plan of one bus.</summary>
    /// <param name="devices">All that hang on it.</param>
    /// <param name="baud">Of a serial line, positive; null behind TCP.</param>
    public static BusPlan Of(IReadOnlyCollection<PlannedDevice> devices, int? baud) => new(
        [.. devices.SelectMany(device => device.Reads.Select(read => Transaction(device, read, baud)))], baud)
    {
        Unmeasured = [.. devices.Where(device => device.Poll.AnswerDelay is null).Select(device => device.Device)],
    };

    private static PlannedTransaction Transaction(PlannedDevice device, PlannedRead read, int? baud)
    {
        var answer = device.Poll.AnswerDelay?.Max ?? TimeSpan.Zero;
        if (baud is not { } speed)
            return new(device.Device, read, TimeSpan.Zero, device.Poll.Gap + (answer / device.Limits.Pipelining));
        var request = read.Block.Request;
        var wire = RtuTiming.OnWire(speed, request.PduLength + RtuFrame.Overhead) + RtuTiming.OnWire(speed, request.AnswerPduLength + RtuFrame.Overhead);
        var silence = RtuTiming.Silence(speed);
        return new(device.Device, read, wire, wire + answer + (device.Poll.Gap > silence ? device.Poll.Gap : silence));
    }
}
