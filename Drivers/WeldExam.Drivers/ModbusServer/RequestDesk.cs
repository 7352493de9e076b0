using WeldExam.Protocols;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.ModbusServer;

/// <summary>Turns one request into one answer, by the state diagrams of Modbus Application Protocol V1.1b3, §6. Connections may share it: it serves
/// one at a time.</summary>
internal sealed class RequestDesk(ServedUnits units)
{
    public const byte Broadcast = 0;

    private readonly Lock _guard = new();

    /// <summary>The answer's length; a unit that is not there is told with 0B, as a gateway would.</summary>
    public int AnswerTcp(byte unit, ReadOnlyMemory<byte> pdu, Span<byte> to)
    {
        var bank = units.Banks.GetValueOrDefault(unit) ?? units.AnyOther;
        return bank is null ? Refuse(pdu.Span[0], ModbusExceptionCode.GatewayNoAnswer, to) : Answer(bank, pdu, to);
    }

    /// <summary>Whether a unit on a serial line is ours.</summary>
    public bool IsOurs(byte unit) => unit == Broadcast || units.Banks.ContainsKey(unit);

    /// <summary>The answer's length; 0 to another's unit and to a broadcast, which all units carry out if it writes.</summary>
    public int AnswerOnLine(byte unit, ReadOnlyMemory<byte> pdu, Span<byte> to)
    {
        if (unit != Broadcast)
            return units.Banks.TryGetValue(unit, out var bank) ? Answer(bank, pdu, to) : 0;
        if (ModbusPdu.TryRead(pdu, out var request) != WireFault.None || request.HasContent)
            return 0;
        foreach (var each in units.Banks.Values)
            Answer(each, pdu, to);
        return 0;
    }

    private int Answer(IRegisterBank bank, ReadOnlyMemory<byte> pdu, Span<byte> to)
    {
        var function = pdu.Span[0];
        var fault = ModbusPdu.TryRead(pdu, out var request);
        if (fault != WireFault.None)
            return Refuse(function, ModbusPdu.ExceptionFor(fault), to);
        lock (_guard)
        {
            if (request.Function == ModbusFunction.ReadIdentification)
                return Identify(bank, request, to);
            var content = to.Slice(2, request.HasContent ? request.AnswerPduLength - 2 : 0);
            content.Clear();
            var exception = Serve(bank, request, content);
            return exception == ModbusExceptionCode.None ? request.WriteAnswer(content, to) : Refuse(function, exception, to);
        }
    }

    private static ModbusExceptionCode Serve(IRegisterBank bank, in ModbusRequest request, Span<byte> content)
    {
        var written = request.Data.Span;
        return request.Function switch
        {
            ModbusFunction.ReadCoils => bank.ReadCoils(request.Address, request.Quantity, content),
            ModbusFunction.ReadDiscreteInputs => bank.ReadDiscreteInputs(request.Address, request.Quantity, content),
            ModbusFunction.ReadHoldingRegisters => bank.ReadHoldingRegisters(request.Address, content),
            ModbusFunction.ReadInputRegisters => bank.ReadInputRegisters(request.Address, content),
            ModbusFunction.WriteSingleCoil => bank.WriteCoils(request.Address, 1, [(byte)(written[0] & 1)]),
            ModbusFunction.WriteMultipleCoils => bank.WriteCoils(request.Address, request.Quantity, written),
            ModbusFunction.WriteSingleRegister or ModbusFunction.WriteMultipleRegisters => bank.WriteHoldingRegisters(request.Address, written),
            ModbusFunction.MaskWriteRegister => Mask(bank, request.Address, written),
            ModbusFunction.ReadWriteRegisters => WriteThenRead(bank, request, content),
            _ => ModbusExceptionCode.IllegalFunction,
        };
    }

    private static ModbusExceptionCode Mask(IRegisterBank bank, ushort address, ReadOnlySpan<byte> masks)
    {
        Span<byte> register = stackalloc byte[2];
        var exception = bank.ReadHoldingRegisters(address, register);
        if (exception != ModbusExceptionCode.None)
            return exception;
        for (var index = 0; index < register.Length; index++)
            register[index] = (byte)((register[index] & masks[index]) | (masks[index + 2] & ~masks[index]));
        return bank.WriteHoldingRegisters(address, register);
    }

    // What cannot be read is found out before anything is written: an exception means that nothing was done.
    private static ModbusExceptionCode WriteThenRead(IRegisterBank bank, in ModbusRequest request, Span<byte> content)
    {
        var exception = bank.ReadHoldingRegisters(request.Address, content);
        if (exception == ModbusExceptionCode.None)
            exception = bank.WriteHoldingRegisters(request.WriteAddress, request.Data.Span);
        return exception == ModbusExceptionCode.None ? bank.ReadHoldingRegisters(request.Address, content) : exception;
    }

    private static int Identify(IRegisterBank bank, in ModbusRequest request, Span<byte> to)
    {
        var all = bank.Identification;
        if (all.Count == 0)
            return Refuse((byte)request.Function, ModbusExceptionCode.IllegalFunction, to);
        var access = (IdentificationAccess)request.Data.Span[0];
        var from = request.Data.Span[1];
        var asked = access == IdentificationAccess.Individual
            ? [.. all.Where(each => each.Id == from)]
            : UpTo(access switch { IdentificationAccess.Basic => 0x02, IdentificationAccess.Regular => 0x7F, _ => 0xFF }, all, from);
        return asked.Length == 0
            ? Refuse((byte)request.Function, ModbusExceptionCode.IllegalAddress, to)
            : IdentificationAnswer.Write(access, Conformity(all), asked, to);
    }

    // An object that is not there means from the beginning (§6.21).
    private static IdentificationObject[] UpTo(int last, IReadOnlyList<IdentificationObject> all, byte from)
    {
        var begin = all.Any(each => each.Id == from) ? from : 0;
        return [.. all.Where(each => each.Id >= begin && each.Id <= last)];
    }

    private static byte Conformity(IReadOnlyList<IdentificationObject> all) => all[^1].Id switch
    {
        <= 0x02 => 0x81,
        <= 0x7F => 0x82,
        _ => 0x83,
    };

    private static int Refuse(byte function, ModbusExceptionCode code, Span<byte> to) => ModbusAnswerPdu.WriteException(function, code, to);
}
