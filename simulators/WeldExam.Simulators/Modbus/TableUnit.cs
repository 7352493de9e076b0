namespace WeldExam.Simulators.Modbus;

/// <summary>A device of four plain tables, for bus tests and for machines without physics of their own.</summary>
public sealed class TableUnit(int size) : ModbusUnit
{
    public bool[] Coils { get; } = new bool[size];

    public bool[] Inputs { get; } = new bool[size];

    public ushort[] Holdings { get; } = new ushort[size];

    public ushort[] InputRegisters { get; } = new ushort[size];

    public override bool TryReadCoil(ushort address, out bool value) => TryRead(Coils, address, out value);

    public override bool TryReadInput(ushort address, out bool value) => TryRead(Inputs, address, out value);

    public override bool TryReadHolding(ushort address, out ushort value) => TryRead(Holdings, address, out value);

    public override bool TryReadInputRegister(ushort address, out ushort value)
        => TryRead(InputRegisters, address, out value);

    public override ModbusFailure WriteCoil(ushort address, bool on) => Write(Coils, address, on);

    public override ModbusFailure WriteHolding(ushort address, ushort value) => Write(Holdings, address, value);

    private static bool TryRead<T>(T[] table, int address, out T value)
        where T : struct
    {
        var there = address < table.Length;
        value = there ? table[address] : default;
        return there;
    }

    private static ModbusFailure Write<T>(T[] table, int address, T value)
    {
        if (address >= table.Length)
            return ModbusFailure.IllegalAddress;
        table[address] = value;
        return ModbusFailure.None;
    }
}
