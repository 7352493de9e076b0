namespace WeldExam.Drivers.Modbus;

/// <summary>What became of a device's transactions since the start. A retried transaction counts each try.</summary>
public readonly record struct ModbusCounters(
    long Transactions, long Timeouts, long ChecksumFaults, long Malformed, long Exceptions, long LinkDown, long NotAsked, long Resyncs)
{
    /// <summary>These counts with <paramref name="reply"/> added.</summary>
    public ModbusCounters With(ModbusReply reply)
    {
        var kind = (reply as ModbusFailure)?.Kind;
        return new ModbusCounters(
            Transactions + 1,
            Timeouts + One(kind == ModbusFailureKind.Timeout),
            ChecksumFaults + One(kind == ModbusFailureKind.Checksum),
            Malformed + One(kind == ModbusFailureKind.Malformed),
            Exceptions + One(kind == ModbusFailureKind.Exception),
            LinkDown + One(kind == ModbusFailureKind.LinkDown),
            NotAsked + One(kind == ModbusFailureKind.NotAsked),
            Resyncs + One(reply.Skipped > 0));
    }

    private static long One(bool counts) => counts ? 1 : 0;
}
