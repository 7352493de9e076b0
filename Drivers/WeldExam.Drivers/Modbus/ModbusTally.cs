namespace WeldExam.Drivers.Modbus;

/// <summary>Counts what becomes of one device's transactions, of which several may end at once.</summary>
internal sealed class ModbusTally
{
    private readonly long[] _failures = new long[Enum.GetValues<ModbusFailureKind>().Length];
    private readonly TransactionTimes _times = new();
    private readonly Lock _guard = new();
    private long _transactions;
    private long _resyncs;

    public void Add(in ModbusOutcome outcome)
    {
        lock (_guard)
        {
            _transactions++;
            if (outcome.Skipped > 0)
                _resyncs++;
            if (outcome.IsAnswer)
                _times.Add(outcome.Answered - outcome.Asked);
            else
                _failures[(int)outcome.Failure]++;
        }
    }

    public ModbusCounters Read()
    {
        lock (_guard)
        {
            return new(
                _transactions,
                _failures[(int)ModbusFailureKind.Timeout],
                _failures[(int)ModbusFailureKind.Checksum],
                _failures[(int)ModbusFailureKind.Malformed],
                _failures[(int)ModbusFailureKind.Exception],
                _failures[(int)ModbusFailureKind.LinkDown],
                _failures[(int)ModbusFailureKind.NotAsked],
                _resyncs)
            {
                Median = _times.Quantile(0.5),
                NinetyNinth = _times.Quantile(0.99),
            };
        }
    }
}
