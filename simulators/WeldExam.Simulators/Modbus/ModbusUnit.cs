namespace WeldExam.Simulators.Modbus;

/// <summary>One addressed device behind a Modbus link: what its tables hold. Absent addresses answer exception 02.</summary>
public abstract class ModbusUnit
{
    /// <summary>Whether the device knows a function at all; if not, it answers exception 01.</summary>
    public virtual bool Knows(byte function) => function is >= 1 and <= 6 or 15 or 16;

    public virtual bool TryReadCoil(ushort address, out bool value)
    {
        value = false;
        return false;
    }

    public virtual bool TryReadInput(ushort address, out bool value)
    {
        value = false;
        return false;
    }

    public virtual bool TryReadHolding(ushort address, out ushort value)
    {
        value = 0;
        return false;
    }

    public virtual bool TryReadInputRegister(ushort address, out ushort value)
    {
        value = 0;
        return false;
    }

    /// <summary>Function 5 with its raw word: FF00h on, 0000h off; some devices know more.</summary>
    public virtual ModbusFailure WriteCoilWord(ushort address, ushort word) => word switch
    {
        0xFF00 => WriteCoil(address, on: true),
        0x0000 => WriteCoil(address, on: false),
        _ => ModbusFailure.IllegalValue,
    };

    public virtual ModbusFailure WriteCoil(ushort address, bool on) => ModbusFailure.IllegalAddress;

    public virtual ModbusFailure WriteHolding(ushort address, ushort value) => ModbusFailure.IllegalAddress;
}
