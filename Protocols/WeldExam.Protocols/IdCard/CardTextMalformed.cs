namespace WeldExam.Protocols.IdCard;

/// <summary>The area does not hold what its layout says; <paramref name="Field"/> names the field, never its content.</summary>
public sealed record CardTextMalformed(string Field) : CardText;
