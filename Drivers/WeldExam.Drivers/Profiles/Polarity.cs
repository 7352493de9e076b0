namespace WeldExam.Drivers.Profiles;

/// <summary>What a contact is at rest. A normally closed one is asserted, value 1, when its bit is 0.</summary>
public enum Polarity
{
    NormallyOpen = 0,
    NormallyClosed = 1,
}
