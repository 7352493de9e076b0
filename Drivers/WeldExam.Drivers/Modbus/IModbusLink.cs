using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>A bus or connection with one owner: transactions queue, one is on the wire at a time.</summary>
public interface IModbusLink
{
    /// <summary>What logs call the link.</summary>
    string Name { get; }

    /// <summary>One request and its answer. <paramref name="deadline"/> is absolute and includes the time in the queue.</summary>
    /// <returns>A <see cref="ModbusAnswer"/> or a <see cref="ModbusFailure"/>; nothing of the wire is thrown.</returns>
    ValueTask<ModbusReply> AskAsync(ModbusPeer peer, ModbusRequest request, MonotonicTick deadline, CancellationToken cancel);
}
