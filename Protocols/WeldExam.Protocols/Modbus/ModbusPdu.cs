using System.Buffers.Binary;

namespace WeldExam.Protocols.Modbus;

/// <summary>The protocol data unit of requests, both ways (Modbus Application Protocol V1.1b3, §6).</summary>
public static class ModbusPdu
{
    /// <summary>The longest protocol data unit, either way, in bytes.</summary>
    public const int MaxLength = 253;

    internal const byte ExceptionBit = 0x80;
    internal const byte IdentificationType = 0x0E;

    // Where the byte count stands, and with it how long the beginning is that tells the whole length.
    private const int CountAt = 5;
    private const int CountAtWhileReading = 9;

    /// <summary>Writes the protocol data unit and returns its length, <see cref="ModbusRequest.PduLength"/>.</summary>
    public static int Write(this in ModbusRequest request, Span<byte> to)
    {
        var data = request.Data.Span;
        to[0] = (byte)request.Function;
        if (request.Function == ModbusFunction.ReadIdentification)
        {
            to[1] = IdentificationType;
            data.CopyTo(to[2..]);
            return 2 + data.Length;
        }

        BinaryPrimitives.WriteUInt16BigEndian(to[1..], request.Address);
        if (IsBare(request.Function))
        {
            data.CopyTo(to[3..]);
            return 3 + data.Length;
        }

        BinaryPrimitives.WriteUInt16BigEndian(to[3..], request.Quantity);
        if (!CarriesData(request.Function))
            return CountAt;
        var countAt = CountAt;
        if (request.Function == ModbusFunction.ReadWriteRegisters)
        {
            BinaryPrimitives.WriteUInt16BigEndian(to[5..], request.WriteAddress);
            BinaryPrimitives.WriteUInt16BigEndian(to[7..], (ushort)(data.Length / 2));
            countAt = CountAtWhileReading;
        }

        to[countAt] = (byte)data.Length;
        data.CopyTo(to[(countAt + 1)..]);
        return countAt + 1 + data.Length;
    }

    /// <summary>How long the request is that begins like this: <see cref="WireFault.Incomplete"/> until that can be told,
    /// <see cref="WireFault.Function"/> when it cannot. This is what a serial line needs, whose frames carry no length.</summary>
    public static WireFault TryLength(ReadOnlySpan<byte> begun, out int length)
    {
        length = 0;
        if (begun.IsEmpty)
            return WireFault.Incomplete;
        var function = (ModbusFunction)begun[0];
        length = FixedLength(function);
        if (length == 0)
            return WireFault.Function;
        if (!CarriesData(function))
            return WireFault.None;
        if (begun.Length < length)
            return WireFault.Incomplete;
        length += begun[length - 1];
        return WireFault.None;
    }

    /// <summary>Reads a request as a server would, and copies what it carries.</summary>
    public static WireFault TryRead(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        var fault = TryRead(pdu, out request, out var data);
        if (fault == WireFault.None)
            request = request with { Data = pdu[data].ToArray() };
        return fault;
    }

    /// <summary>Reads a request as a server would. It looks into <paramref name="pdu"/> and copies nothing.</summary>
    public static WireFault TryRead(ReadOnlyMemory<byte> pdu, out ModbusRequest request)
    {
        var fault = TryRead(pdu.Span, out request, out var data);
        if (fault == WireFault.None)
            request = request with { Data = pdu[data] };
        return fault;
    }

    /// <summary>What a server answers to a request with this fault (the state diagrams of §6): 01, 02 or 03.</summary>
    public static ModbusExceptionCode ExceptionFor(WireFault fault) => fault switch
    {
        WireFault.None => ModbusExceptionCode.None,
        WireFault.Function => ModbusExceptionCode.IllegalFunction,
        WireFault.Address => ModbusExceptionCode.IllegalAddress,
        _ => ModbusExceptionCode.IllegalValue,
    };

    /// <summary>Bytes of a request before what it carries, its byte count included; all bytes of one without a byte count; 0 when not known.</summary>
    internal static int FixedLength(ModbusFunction function) => function switch
    {
        >= ModbusFunction.ReadCoils and <= ModbusFunction.WriteSingleRegister => 5,
        ModbusFunction.WriteMultipleCoils or ModbusFunction.WriteMultipleRegisters => CountAt + 1,
        ModbusFunction.MaskWriteRegister => 7,
        ModbusFunction.ReadWriteRegisters => CountAtWhileReading + 1,
        ModbusFunction.ReadIdentification => 4,
        _ => 0,
    };

    internal static bool CarriesData(ModbusFunction function) =>
        function is ModbusFunction.WriteMultipleCoils or ModbusFunction.WriteMultipleRegisters or ModbusFunction.ReadWriteRegisters;

    // Address and what is written, without quantity.
    private static bool IsBare(ModbusFunction function) =>
        function is ModbusFunction.WriteSingleCoil or ModbusFunction.WriteSingleRegister or ModbusFunction.MaskWriteRegister;

    // The order of the checks is the order of the state diagrams: function, quantity and byte count, address.
    private static WireFault TryRead(ReadOnlySpan<byte> pdu, out ModbusRequest request, out Range data)
    {
        request = default;
        data = default;
        if (pdu.Length > MaxLength)
            return WireFault.TooLong;
        var fault = TryLength(pdu, out var length);
        if (fault != WireFault.None || pdu.Length < FixedLength((ModbusFunction)pdu[0]))
            return fault == WireFault.None ? WireFault.Incomplete : fault;
        var function = (ModbusFunction)pdu[0];
        if (function == ModbusFunction.ReadIdentification)
        {
            data = 2..;
            request = new ModbusRequest(function, 0, 0, default);
            return pdu[1] != IdentificationType ? WireFault.Function
                : pdu.Length != length ? WireFault.Length
                : pdu[2] is < (byte)IdentificationAccess.Basic or > (byte)IdentificationAccess.Individual ? WireFault.Value
                : WireFault.None;
        }

        var value = BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]);
        request = new ModbusRequest(function, BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]), IsBare(function) ? (ushort)1 : value, default);
        fault = request.Quantity == 0 || request.Quantity > ModbusRequest.LongestQuantity(function) ? WireFault.Quantity
            : function == ModbusFunction.WriteSingleCoil && value is not (0xFF00 or 0) ? WireFault.Value
            : function == ModbusFunction.ReadWriteRegisters ? CheckWritten(pdu, ref request)
            : CarriesData(function) && pdu[CountAt] != request.ContentLength ? WireFault.ByteCount
            : WireFault.None;
        if (fault != WireFault.None)
            return fault;
        if (pdu.Length != length)
            return pdu.Length < length ? WireFault.Incomplete : WireFault.Length;
        data = IsBare(function) ? 3.. : CarriesData(function) ? FixedLength(function).. : length..;
        return request.Address + request.Quantity > 0x10000 || request.WriteAddress + WrittenWhileReading(pdu) > 0x10000 ? WireFault.Address : WireFault.None;
    }

    private static WireFault CheckWritten(ReadOnlySpan<byte> pdu, ref ModbusRequest request)
    {
        request = request with { WriteAddress = BinaryPrimitives.ReadUInt16BigEndian(pdu[5..]) };
        var count = BinaryPrimitives.ReadUInt16BigEndian(pdu[7..]);
        return count is 0 or > ModbusRequest.MostWrittenWhileReading ? WireFault.Quantity
            : pdu[CountAtWhileReading] != count * 2 ? WireFault.ByteCount
            : WireFault.None;
    }

    private static int WrittenWhileReading(ReadOnlySpan<byte> pdu) =>
        pdu[0] == (byte)ModbusFunction.ReadWriteRegisters ? BinaryPrimitives.ReadUInt16BigEndian(pdu[7..]) : 0;
}
