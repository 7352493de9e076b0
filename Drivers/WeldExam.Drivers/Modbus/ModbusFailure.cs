using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>No usable answer, and why. <see cref="Exception"/> is set for <see cref="ModbusFailureKind.Exception"/> only;
/// <see cref="Cause"/> tells a technician more where there is more to tell.</summary>
public sealed record ModbusFailure(
    MonotonicTick Asked, MonotonicTick Answered, ModbusFailureKind Kind, ModbusExceptionCode Exception, string Cause) : ModbusReply(Asked, Answered)
{
    /// <summary>The quality of the samples that this transaction should have brought.</summary>
    public Quality Quality => Kind switch
    {
        ModbusFailureKind.Timeout or ModbusFailureKind.NotAsked => Quality.Timeout,
        ModbusFailureKind.Checksum or ModbusFailureKind.Malformed => Quality.Crc,
        ModbusFailureKind.Exception => Quality.Exception,
        _ => Quality.LinkDown,
    };
}
