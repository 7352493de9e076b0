namespace WeldExam.Protocols.IdCard;

/// <summary>A resident's card, read.</summary>
public sealed record CardTextRead(ResidentCard Card) : CardText;
