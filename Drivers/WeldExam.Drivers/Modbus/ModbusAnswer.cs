using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Modbus;

/// <summary>The device answered.</summary>
/// <remarks><see cref="Content"/>: registers high byte first, or bits packed from the lowest; empty for a confirmed write.</remarks>
public sealed record ModbusAnswer(MonotonicTick Asked, MonotonicTick Answered, ReadOnlyMemory<byte> Content) : ModbusReply(Asked, Answered);
