namespace WeldExam.Protocols.IdCard;

/// <summary>Layout not supported yet: <paramref name="Flag"/> at 248 names it ('I' foreigner 2017, 'Y' foreigner 2023, 'J' Hong Kong, Macau, Taiwan, 'U').</summary>
public sealed record CardLayoutUnsupported(char Flag) : CardText;
