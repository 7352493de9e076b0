using System.Buffers.Binary;

namespace WeldExam.Protocols.Modbus;

/// <summary>One request of a Modbus client (Modbus Application Protocol V1.1b3, §6). Made by the named methods, which refuse
/// impossible quantities with <see cref="ArgumentOutOfRangeException"/>.</summary>
/// <param name="Function">What is asked.</param>
/// <param name="Address">First register, counted from zero as on the wire.</param>
/// <param name="Quantity">Registers or bits; 1 for the single writes.</param>
/// <param name="Data">What is written: registers high byte first, bits packed from the lowest; empty for reads.</param>
public readonly record struct ModbusRequest(ModbusFunction Function, ushort Address, ushort Quantity, ReadOnlyMemory<byte> Data)
{
    public bool IsRead => Function is >= ModbusFunction.ReadCoils and <= ModbusFunction.ReadInputRegisters;

    private bool IsBits => Function is ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs or ModbusFunction.WriteMultipleCoils;

    internal bool IsSingle => Function is ModbusFunction.WriteSingleCoil or ModbusFunction.WriteSingleRegister;

    internal int ContentLength => IsBits ? (Quantity + 7) / 8 : Quantity * 2;

    /// <summary>Bytes that <see cref="ModbusPdu.Write"/> needs.</summary>
    public int PduLength => IsRead || IsSingle ? 5 : 6 + ContentLength;

    /// <summary>Bytes of the answer that is no exception.</summary>
    public int AnswerPduLength => IsRead ? 2 + ContentLength : 5;

    public static ModbusRequest ReadCoils(ushort address, ushort count) => Checked(ModbusFunction.ReadCoils, address, count, default);

    public static ModbusRequest ReadDiscreteInputs(ushort address, ushort count) => Checked(ModbusFunction.ReadDiscreteInputs, address, count, default);

    public static ModbusRequest ReadHoldingRegisters(ushort address, ushort count) => Checked(ModbusFunction.ReadHoldingRegisters, address, count, default);

    public static ModbusRequest ReadInputRegisters(ushort address, ushort count) => Checked(ModbusFunction.ReadInputRegisters, address, count, default);

    public static ModbusRequest WriteCoil(ushort address, bool on) =>
        new(ModbusFunction.WriteSingleCoil, address, 1, new byte[] { on ? (byte)0xFF : (byte)0, 0 });

    public static ModbusRequest WriteRegister(ushort address, ushort value) =>
        new(ModbusFunction.WriteSingleRegister, address, 1, new[] { (byte)(value >> 8), (byte)value });

    public static ModbusRequest WriteCoils(ushort address, params ReadOnlySpan<bool> coils)
    {
        var packed = new byte[(coils.Length + 7) / 8];
        for (var index = 0; index < coils.Length; index++)
        {
            if (coils[index])
                packed[index / 8] |= (byte)(1 << (index % 8));
        }

        return Checked(ModbusFunction.WriteMultipleCoils, address, coils.Length, packed);
    }

    public static ModbusRequest WriteRegisters(ushort address, params ReadOnlySpan<ushort> registers)
    {
        var bytes = new byte[registers.Length * 2];
        for (var index = 0; index < registers.Length; index++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(index * 2), registers[index]);
        return Checked(ModbusFunction.WriteMultipleRegisters, address, registers.Length, bytes);
    }

    /// <summary>The most that one request of <paramref name="function"/> may ask for or carry; 0 for a function this codec does not know.</summary>
    public static int LongestQuantity(ModbusFunction function) => function switch
    {
        ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs => 2000,
        ModbusFunction.ReadHoldingRegisters or ModbusFunction.ReadInputRegisters => 125,
        ModbusFunction.WriteSingleCoil or ModbusFunction.WriteSingleRegister => 1,
        ModbusFunction.WriteMultipleCoils => 1968,
        ModbusFunction.WriteMultipleRegisters => 123,
        _ => 0,
    };

    internal static bool Fits(ModbusFunction function, int address, int quantity) =>
        quantity >= 1 && quantity <= LongestQuantity(function) && address + quantity <= 0x10000;

    private static ModbusRequest Checked(ModbusFunction function, ushort address, int count, ReadOnlyMemory<byte> data) =>
        Fits(function, address, count)
            ? new ModbusRequest(function, address, (ushort)count, data)
            : throw new ArgumentOutOfRangeException(nameof(count), count, $"{function} at {address} cannot carry that many.");
}
