using WeldExam.Exam.Time;
using WeldExam.Protocols.IdCard;

namespace WeldExam.Drivers.IdCards;

/// <summary>A resident's card, read, checked and valid today. Personal: the text form shows nothing of it.</summary>
public sealed record CardRead : CardOutcome
{
    public CardRead(MonotonicTick at, ResidentCard card, ReadOnlyMemory<byte> photo)
        : base(at)
    {
        Card = card;
        Photo = photo;
    }

    public ResidentCard Card { get; }

    /// <summary>1024 bytes as the card holds them (WLT), opaque: only the makers' closed libraries decode them.</summary>
    public ReadOnlyMemory<byte> Photo { get; }

    public override string ToString() => "Card read (fields withheld)";
}
