namespace WeldExam.Protocols.IdCard;

/// <summary>SW3 of an SDT answer. Other numbers are kept as they are.</summary>
public enum SdtStatus : byte
{
    Checksum = 0x10,
    Length = 0x11,
    Command = 0x21,
    AuthenticationSam = 0x31,
    AuthenticationCard = 0x32,
    AuthenticationText = 0x33,
    WrongCard = 0x40,
    ReadFailed = 0x41,
    Random = 0x47,
    SelfTest = 0x60,
    Unauthorised = 0x66,
    FindFailed = 0x80,
    SelectFailed = 0x81,
    Ok = 0x90,
    Empty = 0x91,
    Found = 0x9F,
}
