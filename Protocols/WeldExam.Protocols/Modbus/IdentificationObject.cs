namespace WeldExam.Protocols.Modbus;

/// <summary>One object of a device's identification. 00 maker, 01 product code, 02 revision, 03 URL, 04 product name, 05 model name,
/// 06 application name; 80–FF are the maker's own (Modbus Application Protocol V1.1b3, §6.21).</summary>
/// <param name="Id">Its number.</param>
/// <param name="Value">ASCII for the objects named here, as the maker likes for its own.</param>
public readonly record struct IdentificationObject(byte Id, ReadOnlyMemory<byte> Value)
{
    /// <summary>The longest value that an answer can carry.</summary>
    public const int MaxLength = ModbusPdu.MaxLength - IdentificationAnswer.HeaderLength - IdentificationAnswer.ObjectHeaderLength;
}
