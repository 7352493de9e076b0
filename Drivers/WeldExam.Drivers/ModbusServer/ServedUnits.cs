using System.Collections.Frozen;

namespace WeldExam.Drivers.ModbusServer;

/// <summary>The units of a server.</summary>
/// <param name="Banks">By unit, 1–247.</param>
public sealed record ServedUnits(FrozenDictionary<byte, IRegisterBank> Banks)
{
    /// <summary>Who answers for every other unit, 0 and 255 too: a Modbus TCP device that is no gateway looks at no unit
    /// (Messaging on TCP/IP V1.0b, §4.4.2). Never used on a serial line.</summary>
    public IRegisterBank? AnyOther { get; init; }

    /// <summary>One bank, whatever unit is asked.</summary>
    public static ServedUnits Only(IRegisterBank bank) => new(FrozenDictionary<byte, IRegisterBank>.Empty) { AnyOther = bank };

    /// <summary>Several units.</summary>
    public static ServedUnits Of(params IEnumerable<KeyValuePair<byte, IRegisterBank>> banks) => new(banks.ToFrozenDictionary());
}
