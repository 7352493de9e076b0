using System.Buffers.Binary;

namespace WeldExam.Simulators.Modbus;

/// <summary>Request PDU in, answer PDU out (Modbus Application Protocol V1.1b3, §6), exceptions included.</summary>
/// <remarks>Checks in the order of the state diagrams there: function, then quantity or value, then address.</remarks>
public static class ModbusServer
{
    public static byte[] Answer(ModbusUnit unit, ReadOnlySpan<byte> request)
    {
        if (request.IsEmpty)
            return [];
        var function = request[0];
        if (!unit.Knows(function))
            return Refuse(function, ModbusFailure.IllegalFunction);
        return function switch
        {
            1 or 2 => ReadBits(unit, request),
            3 or 4 => ReadWords(unit, request),
            5 => WriteOneCoil(unit, request),
            6 => WriteOneHolding(unit, request),
            15 => WriteCoils(unit, request),
            16 => WriteHoldings(unit, request),
            _ => Refuse(function, ModbusFailure.IllegalFunction),
        };
    }

    public static byte[] Refuse(byte function, ModbusFailure failure) => [(byte)(function | 0x80), (byte)failure];

    private static byte[] ReadBits(ModbusUnit unit, ReadOnlySpan<byte> request)
    {
        if (request.Length != 5 || Word(request, 3) is < 1 or > 2000)
            return Refuse(request[0], ModbusFailure.IllegalValue);
        var (start, count) = (Word(request, 1), Word(request, 3));
        var answer = new byte[2 + ((count + 7) / 8)];
        answer[0] = request[0];
        answer[1] = (byte)(answer.Length - 2);
        for (var i = 0; i < count; i++)
        {
            if (!TryReadBit(unit, request[0], start + i, out var on))
                return Refuse(request[0], ModbusFailure.IllegalAddress);
            if (on)
                answer[2 + (i / 8)] |= (byte)(1 << (i % 8));
        }

        return answer;
    }

    private static byte[] ReadWords(ModbusUnit unit, ReadOnlySpan<byte> request)
    {
        if (request.Length != 5 || Word(request, 3) is < 1 or > 125)
            return Refuse(request[0], ModbusFailure.IllegalValue);
        var (start, count) = (Word(request, 1), Word(request, 3));
        var answer = new byte[2 + (2 * count)];
        answer[0] = request[0];
        answer[1] = (byte)(2 * count);
        for (var i = 0; i < count; i++)
        {
            if (!TryReadWord(unit, request[0], start + i, out var value))
                return Refuse(request[0], ModbusFailure.IllegalAddress);
            BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(2 + (2 * i)), value);
        }

        return answer;
    }

    private static byte[] WriteOneCoil(ModbusUnit unit, ReadOnlySpan<byte> request)
        => request.Length != 5
            ? Refuse(request[0], ModbusFailure.IllegalValue)
            : Echo(request, unit.WriteCoilWord((ushort)Word(request, 1), (ushort)Word(request, 3)));

    private static byte[] WriteOneHolding(ModbusUnit unit, ReadOnlySpan<byte> request)
        => request.Length != 5
            ? Refuse(request[0], ModbusFailure.IllegalValue)
            : Echo(request, unit.WriteHolding((ushort)Word(request, 1), (ushort)Word(request, 3)));

    private static byte[] WriteCoils(ModbusUnit unit, ReadOnlySpan<byte> request)
    {
        if (request.Length < 7 || Word(request, 3) is < 1 or > 1968
            || request[5] != (Word(request, 3) + 7) / 8 || request.Length != 6 + request[5])
            return Refuse(request[0], ModbusFailure.IllegalValue);
        var (start, count) = (Word(request, 1), Word(request, 3));
        for (var i = 0; i < count; i++)
        {
            if (!TryReadBit(unit, 1, start + i, out _))
                return Refuse(request[0], ModbusFailure.IllegalAddress); // all or nothing
        }

        var failure = ModbusFailure.None;
        for (var i = 0; i < count && failure == ModbusFailure.None; i++)
            failure = unit.WriteCoil((ushort)(start + i), (request[6 + (i / 8)] & (1 << (i % 8))) != 0);
        return Echo(request, failure);
    }

    private static byte[] WriteHoldings(ModbusUnit unit, ReadOnlySpan<byte> request)
    {
        if (request.Length < 8 || Word(request, 3) is < 1 or > 123
            || request[5] != 2 * Word(request, 3) || request.Length != 6 + request[5])
            return Refuse(request[0], ModbusFailure.IllegalValue);
        var (start, count) = (Word(request, 1), Word(request, 3));
        for (var i = 0; i < count; i++)
        {
            if (!TryReadWord(unit, 3, start + i, out _))
                return Refuse(request[0], ModbusFailure.IllegalAddress); // all or nothing
        }

        var failure = ModbusFailure.None;
        for (var i = 0; i < count && failure == ModbusFailure.None; i++)
            failure = unit.WriteHolding((ushort)(start + i), (ushort)Word(request, 6 + (2 * i)));
        return Echo(request, failure);
    }

    private static bool TryReadBit(ModbusUnit unit, byte function, int address, out bool on)
    {
        on = false;
        return address <= ushort.MaxValue && (function == 1
            ? unit.TryReadCoil((ushort)address, out on)
            : unit.TryReadInput((ushort)address, out on));
    }

    private static bool TryReadWord(ModbusUnit unit, byte function, int address, out ushort value)
    {
        value = 0;
        return address <= ushort.MaxValue && (function == 3
            ? unit.TryReadHolding((ushort)address, out value)
            : unit.TryReadInputRegister((ushort)address, out value));
    }

    private static byte[] Echo(ReadOnlySpan<byte> request, ModbusFailure failure)
        => failure == ModbusFailure.None ? request[..5].ToArray() : Refuse(request[0], failure);

    private static int Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}
