using System.Buffers.Binary;

namespace WeldExam.Protocols.Modbus;

/// <summary>One request of a Modbus client (Modbus Application Protocol V1.1b3, §6). Made by the named methods, which refuse
/// impossible quantities with <see cref="ArgumentOutOfRangeException"/>.</summary>
/// <param name="Function">What is asked.</param>
/// <param name="Address">First register, counted from zero as on the wire; of <see cref="ModbusFunction.ReadWriteRegisters"/> the first that is read.</param>
/// <param name="Quantity">Registers or bits; 1 for the single writes and the mask; 0 for an identification.</param>
/// <param name="Data">What is written: registers high byte first, bits packed from the lowest, AND before OR for the mask; access and object
/// for an identification; empty for the other reads.</param>
public readonly record struct ModbusRequest(ModbusFunction Function, ushort Address, ushort Quantity, ReadOnlyMemory<byte> Data)
{
    /// <summary>The most registers that one <see cref="ModbusFunction.ReadWriteRegisters"/> may write.</summary>
    public const int MostWrittenWhileReading = 121;

    private static readonly byte[] On = [0xFF, 0];
    private static readonly byte[] Off = [0, 0];

    /// <summary>Where <see cref="ModbusFunction.ReadWriteRegisters"/> writes; 0 for all else.</summary>
    public ushort WriteAddress { get; init; }

    /// <summary>Asks and changes nothing, so that it may be asked again.</summary>
    public bool IsRead => Function is (>= ModbusFunction.ReadCoils and <= ModbusFunction.ReadInputRegisters) or ModbusFunction.ReadIdentification;

    /// <summary>The answer brings something home, from the third byte of its protocol data unit; else it only repeats what was written.</summary>
    public bool HasContent => IsRead || Function == ModbusFunction.ReadWriteRegisters;

    internal bool IsBits => Function is ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs or ModbusFunction.WriteMultipleCoils;

    /// <summary>Bytes that the quantity stands for.</summary>
    internal int ContentLength => IsBits ? (Quantity + 7) / 8 : Quantity * 2;

    /// <summary>Bytes that <see cref="ModbusPdu.Write"/> needs.</summary>
    public int PduLength => ModbusPdu.FixedLength(Function) + (ModbusPdu.CarriesData(Function) ? Data.Length : 0);

    /// <summary>Bytes of the answer that is no exception; for an identification, whose length the device decides, of the shortest.</summary>
    public int AnswerPduLength => Function switch
    {
        ModbusFunction.ReadIdentification => IdentificationAnswer.HeaderLength,
        ModbusFunction.MaskWriteRegister => 7,
        _ => HasContent ? 2 + ContentLength : 5,
    };

    public static ModbusRequest ReadCoils(ushort address, ushort count) => Checked(ModbusFunction.ReadCoils, address, count, default);

    public static ModbusRequest ReadDiscreteInputs(ushort address, ushort count) => Checked(ModbusFunction.ReadDiscreteInputs, address, count, default);

    public static ModbusRequest ReadHoldingRegisters(ushort address, ushort count) => Checked(ModbusFunction.ReadHoldingRegisters, address, count, default);

    public static ModbusRequest ReadInputRegisters(ushort address, ushort count) => Checked(ModbusFunction.ReadInputRegisters, address, count, default);

    public static ModbusRequest WriteCoil(ushort address, bool on) => new(ModbusFunction.WriteSingleCoil, address, 1, on ? On : Off);

    public static ModbusRequest WriteRegister(ushort address, ushort value) => new(ModbusFunction.WriteSingleRegister, address, 1, Bytes(value));

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

    public static ModbusRequest WriteRegisters(ushort address, params ReadOnlySpan<ushort> registers) =>
        Checked(ModbusFunction.WriteMultipleRegisters, address, registers.Length, Bytes(registers));

    /// <summary>Sets the register to (old AND <paramref name="and"/>) OR (<paramref name="or"/> AND NOT <paramref name="and"/>), §6.16.
    /// The same mask sent twice leaves what it left the first time.</summary>
    public static ModbusRequest MaskWrite(ushort address, ushort and, ushort or) => new(ModbusFunction.MaskWriteRegister, address, 1, Bytes(and, or));

    /// <summary>Writes 1–121 registers, then reads 1–125, in one transaction (§6.17).</summary>
    public static ModbusRequest ReadWriteRegisters(ushort readAddress, ushort readCount, ushort writeAddress, params ReadOnlySpan<ushort> registers) =>
        FitsWhileReading(writeAddress, registers.Length)
            ? Checked(ModbusFunction.ReadWriteRegisters, readAddress, readCount, Bytes(registers)) with { WriteAddress = writeAddress }
            : throw new ArgumentOutOfRangeException(nameof(registers), registers.Length, $"Cannot write that many at {writeAddress} while reading.");

    /// <summary>Asks who made the device (§6.21), from object <paramref name="from"/> on, or for that object alone.</summary>
    public static ModbusRequest ReadIdentification(IdentificationAccess access, byte from = 0) =>
        Enum.IsDefined(access)
            ? new(ModbusFunction.ReadIdentification, 0, 0, new[] { (byte)access, from })
            : throw new ArgumentOutOfRangeException(nameof(access), access, "No such access.");

    /// <summary>The most that one request of <paramref name="function"/> may ask for or carry; 0 for a function this codec does not know and
    /// for an identification, which has no quantity.</summary>
    public static int LongestQuantity(ModbusFunction function) => function switch
    {
        ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs => 2000,
        ModbusFunction.ReadHoldingRegisters or ModbusFunction.ReadInputRegisters or ModbusFunction.ReadWriteRegisters => 125,
        ModbusFunction.WriteSingleCoil or ModbusFunction.WriteSingleRegister or ModbusFunction.MaskWriteRegister => 1,
        ModbusFunction.WriteMultipleCoils => 1968,
        ModbusFunction.WriteMultipleRegisters => 123,
        _ => 0,
    };

    internal static bool FitsWhileReading(int address, int count) => count is >= 1 and <= MostWrittenWhileReading && address + count <= 0x10000;

    private static ModbusRequest Checked(ModbusFunction function, ushort address, int count, ReadOnlyMemory<byte> data) =>
        count >= 1 && count <= LongestQuantity(function) && address + count <= 0x10000
            ? new ModbusRequest(function, address, (ushort)count, data)
            : throw new ArgumentOutOfRangeException(nameof(count), count, $"{function} at {address} cannot carry that many.");

    private static byte[] Bytes(params ReadOnlySpan<ushort> registers)
    {
        var bytes = new byte[registers.Length * 2];
        for (var index = 0; index < registers.Length; index++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(index * 2), registers[index]);
        return bytes;
    }
}
