using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Modbus;

/// <summary>What became of a transaction.</summary>
/// <param name="Asked">Just before the request went out; for what was never sent, when it was given up.</param>
/// <param name="Answered">When the answer was whole, or the wait ended.</param>
public abstract record ModbusReply(MonotonicTick Asked, MonotonicTick Answered)
{
    /// <summary>The stamp of everything in the answer.</summary>
    public MonotonicTick Middle => MonotonicTick.Middle(Asked, Answered);

    /// <summary>Bytes before the answer that belonged to no answer.</summary>
    public int Skipped { get; init; }
}
