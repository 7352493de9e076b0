using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.I2c;

/// <summary>A chip as registers, so that profiles, plans, polling, supplies and freshness serve it like any other device.</summary>
internal interface IRegisterChip : IDisposable
{
    /// <summary>Answers a read; what a chip does not have is an exception, as a Modbus device would say it.</summary>
    /// <exception cref="IOException">The chip does not acknowledge, or the bus is gone.</exception>
    ValueTask<ModbusOutcome> ReadAsync(ModbusRequest request, Memory<byte> content, MonotonicTick deadline, CancellationToken cancel);
}
