using System.Buffers.Binary;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Tests.Scanning;

/// <summary>The registers and bits that a simulated device has; it refuses what it does not have, whole reads of which one register is missing too.</summary>
internal sealed class RegisterMap
{
    private readonly Dictionary<(RegisterKind From, int Address), ushort> _values = [];

    public ushort this[RegisterKind from, int address]
    {
        set => _values[(from, address)] = value;
    }

    /// <summary>All that a profile reads, at zero, and its fingerprints.</summary>
    public static RegisterMap Of(DeviceProfile profile)
    {
        var map = new RegisterMap();
        var blocks = ReadPlanner.Plan(profile, profile.Channels, profile.Poll.Period).Select(read => read.Block);
        foreach (var block in blocks)
        {
            for (var index = 0; index < block.Count; index++)
                map[block.From, block.Address + index] = 0;
        }

        foreach (var mark in profile.Fingerprints)
        {
            for (var index = 0; index < mark.Count; index++)
                map[mark.From, mark.Address + index] = mark.Text is { } text ? Letters(text, index) : mark.Values[0];
        }

        return map;
    }

    public byte[] Answer(byte[] pdu)
    {
        var kind = (ModbusFunction)pdu[0] switch
        {
            ModbusFunction.ReadCoils => RegisterKind.Coil,
            ModbusFunction.ReadDiscreteInputs => RegisterKind.Discrete,
            ModbusFunction.ReadHoldingRegisters => RegisterKind.Holding,
            _ => RegisterKind.Input,
        };
        var (from, count) = (BinaryPrimitives.ReadUInt16BigEndian(pdu.AsSpan(1)), BinaryPrimitives.ReadUInt16BigEndian(pdu.AsSpan(3)));
        var read = new List<ushort>();
        for (var address = from; address < from + count; address++)
        {
            if (!_values.TryGetValue((kind, address), out var value))
                return [(byte)(pdu[0] | 0x80), 2];
            read.Add(value);
        }

        byte[] content = kind is RegisterKind.Coil or RegisterKind.Discrete
            ? [.. read.Chunk(8).Select(bits => (byte)bits.Select((bit, index) => bit << index).Sum())]
            : [.. read.SelectMany(value => new[] { (byte)(value >> 8), (byte)value })];
        return [pdu[0], (byte)content.Length, .. content];
    }

    private static ushort Letters(string text, int index) =>
        (ushort)((text[2 * index] << 8) | ((2 * index) + 1 < text.Length ? text[(2 * index) + 1] : 0));
}
