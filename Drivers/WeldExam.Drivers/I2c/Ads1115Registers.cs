using System.Buffers.Binary;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.I2c;

/// <summary>An ADS1115 as eight input registers, each read a conversion of its own. A result at the end of the scale is 7FFFh, which its profile
/// names as an error value.</summary>
internal sealed class Ads1115Registers(Ads1115 chip, I2cChip setup, TimeProvider clock) : IRegisterChip
{
    private const int Inputs = 8;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    public async ValueTask<ModbusOutcome> ReadAsync(ModbusRequest request, Memory<byte> content, MonotonicTick deadline, CancellationToken cancel)
    {
        var asked = clock.Now();
        if (request.Function != ModbusFunction.ReadInputRegisters)
            return ModbusOutcome.Refused(asked, clock.Now(), ModbusExceptionCode.IllegalFunction);
        if (request.Address + request.Quantity > Inputs)
            return ModbusOutcome.Refused(asked, clock.Now(), ModbusExceptionCode.IllegalAddress);
        for (var index = 0; index < request.Quantity; index++)
        {
            chip.Start((Ads1115Input)(request.Address + index), setup.Range, setup.Rate);
            await clock.UntilAsync(clock.Now() + Ads1115.LongestConversion(setup.Rate), cancel);
            short steps;
            Quality quality;
            while (!chip.TryRead(out steps, out quality))
            {
                if (clock.Now() >= deadline)
                    return ModbusOutcome.Failed(asked, clock.Now(), ModbusFailureKind.Timeout, "the conversion does not end");
                await clock.UntilAsync(clock.Now() + Look, cancel);
            }

            BinaryPrimitives.WriteInt16BigEndian(content.Span[(2 * index)..], quality == Quality.Good ? steps : short.MaxValue);
        }

        return ModbusOutcome.Answer(asked, clock.Now(), 2 * request.Quantity);
    }

    public void Dispose() => chip.Dispose();
}
