using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.I2c;

/// <summary>An MCP23017 as sixteen discrete inputs. Before each reading it is asked whether it still is set up: a brown-out resets it without a
/// word, and its pins would float.</summary>
internal sealed class Mcp23017Registers(Mcp23017 chip, I2cChip setup, TimeProvider clock) : IRegisterChip
{
    private const int Pins = 16;

    public ValueTask<ModbusOutcome> ReadAsync(ModbusRequest request, Memory<byte> content, MonotonicTick deadline, CancellationToken cancel)
    {
        var asked = clock.Now();
        if (request.Function != ModbusFunction.ReadDiscreteInputs)
            return new(ModbusOutcome.Refused(asked, clock.Now(), ModbusExceptionCode.IllegalFunction));
        if (request.Address + request.Quantity > Pins)
            return new(ModbusOutcome.Refused(asked, clock.Now(), ModbusExceptionCode.IllegalAddress));
        if (!chip.IsAsBegun(setup.PullUps))
        {
            // The levels of this moment are those of pins without their pull-ups: the next reading counts again.
            chip.BeginInputs(setup.PullUps);
            return new(ModbusOutcome.Failed(asked, clock.Now(), ModbusFailureKind.Malformed, "the chip was not set up: it had been reset"));
        }

        var levels = chip.ReadLevels() >> request.Address & ((1 << request.Quantity) - 1);
        content.Span[0] = (byte)levels;
        if (request.Quantity > 8)
            content.Span[1] = (byte)(levels >> 8);
        return new(ModbusOutcome.Answer(asked, clock.Now(), (request.Quantity + 7) / 8));
    }

    public void Dispose() => chip.Dispose();
}
