using System.Buffers.Binary;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.I2c;

/// <summary>An MLX90614 as input registers 6 (ambient) and 7 (object): the word as the chip holds it, 0.02 K a step. FFFFh, which its profile names
/// as an error value, stands for the chip's own error flag.</summary>
internal sealed class Mlx90614Registers(Mlx90614 chip, TimeProvider clock) : IRegisterChip
{
    private const int First = 6;
    private const int Last = 7;

    public ValueTask<ModbusOutcome> ReadAsync(ModbusRequest request, Memory<byte> content, MonotonicTick deadline, CancellationToken cancel)
    {
        var asked = clock.Now();
        if (request.Function != ModbusFunction.ReadInputRegisters)
            return new(ModbusOutcome.Refused(asked, clock.Now(), ModbusExceptionCode.IllegalFunction));
        if (request.Address < First || request.Address + request.Quantity > Last + 1)
            return new(ModbusOutcome.Refused(asked, clock.Now(), ModbusExceptionCode.IllegalAddress));
        for (var index = 0; index < request.Quantity; index++)
        {
            var (hundredths, quality) = request.Address + index == First ? chip.ReadAmbient() : chip.ReadObject();
            if (quality == Quality.Crc)
                return new(ModbusOutcome.Failed(asked, clock.Now(), ModbusFailureKind.Checksum, "packet error code"));
            BinaryPrimitives.WriteUInt16BigEndian(content.Span[(2 * index)..], quality == Quality.Good ? Mlx90614.StepsOf(hundredths) : ushort.MaxValue);
        }

        return new(ModbusOutcome.Answer(asked, clock.Now(), 2 * request.Quantity));
    }

    public void Dispose() => chip.Dispose();
}
