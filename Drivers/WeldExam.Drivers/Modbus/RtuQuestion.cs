using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>A request that is out on a serial line.</summary>
/// <param name="Unit">Who is asked.</param>
/// <param name="Request">What is asked.</param>
/// <param name="Length">Bytes of the request's frame.</param>
/// <param name="Asked">When it went out.</param>
/// <param name="Until">When an answer is none any more.</param>
/// <param name="IsInDoubt">An earlier question was never answered.</param>
internal readonly record struct RtuQuestion(byte Unit, ModbusRequest Request, int Length, MonotonicTick Asked, MonotonicTick Until, bool IsInDoubt);
