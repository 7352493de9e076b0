namespace WeldExam.Simulators.Cards;

/// <summary>SW3 of an SDT reader's answer.</summary>
public enum SdtStatus : byte
{
    Done = 0x90,
    Found = 0x9F,
    WrongChecksum = 0x10,
    WrongLength = 0x11,
    UnknownCommand = 0x21,
    ReadFailed = 0x41,
    NotFound = 0x80,
    NotSelected = 0x81,
    Empty = 0x91,
}
