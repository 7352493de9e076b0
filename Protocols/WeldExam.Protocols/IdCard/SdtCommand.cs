namespace WeldExam.Protocols.IdCard;

/// <summary>What an SDT reader of second-generation ID cards can be asked; the high byte is CMD, the low byte PARA.</summary>
public enum SdtCommand : ushort
{
    Reset = 0x10FF,
    Status = 0x11FF,
    SamId = 0x12FF,
    Find = 0x2001,
    Select = 0x2002,

    /// <summary>Text and photo.</summary>
    Read = 0x3001,
    ReadWithPrints = 0x3010,
    NewestAddress = 0x3003,
}
