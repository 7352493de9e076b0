namespace WeldExam.Protocols.IdCard;

/// <summary>The text of a resident's identity card. Fields are kept code unit by code unit as the card holds them, without the padding;
/// rare characters included. Everything here is personal: the text form shows nothing of it.</summary>
/// <remarks><see cref="SexCode"/> is GB/T 2261.1 (1 male, 2 female, 0 unknown, 9 not stated), <see cref="NationCode"/> two digits of
/// GB/T 3304, <see cref="ValidTo"/> the last day of validity or null for 长期 (no end).</remarks>
public sealed record ResidentCard(
    string Name,
    char SexCode,
    string NationCode,
    DateOnly Birth,
    string Address,
    string Number,
    string Issuer,
    DateOnly ValidFrom,
    DateOnly? ValidTo)
{
    public override string ToString() => "Resident card (fields withheld)";
}
