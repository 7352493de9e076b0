using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>A bus or connection with one owner: transactions queue, writes and safety inputs first, and only as many are on the wire as the
/// device allows.</summary>
public interface IModbusLink
{
    /// <summary>What logs call the link.</summary>
    string Name { get; }

    /// <summary>One request and its answer, whose content goes into <paramref name="content"/> (250 bytes hold every answer; too little is an
    /// <see cref="ArgumentException"/>). <paramref name="deadline"/> is absolute and includes the time in the queue. Nothing of the wire is thrown.</summary>
    ValueTask<ModbusOutcome> AskAsync(
        ModbusPeer peer, ModbusRequest request, Memory<byte> content, MonotonicTick deadline, CancellationToken cancel);
}
