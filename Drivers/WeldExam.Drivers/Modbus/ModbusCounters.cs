namespace WeldExam.Drivers.Modbus;

/// <summary>What became of a device's transactions since the start. A retried transaction counts each try.</summary>
public readonly record struct ModbusCounters(
    long Transactions, long Timeouts, long ChecksumFaults, long Malformed, long Exceptions, long LinkDown, long NotAsked, long Resyncs)
{
    /// <summary>Half of the answered transactions took no longer; at most an eighth too long.</summary>
    public TimeSpan Median { get; init; }

    /// <summary>99 of 100 answered transactions took no longer; at most an eighth too long.</summary>
    public TimeSpan NinetyNinth { get; init; }
}
