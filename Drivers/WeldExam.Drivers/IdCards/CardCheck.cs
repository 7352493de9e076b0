using WeldExam.Exam.Time;
using WeldExam.Protocols.IdCard;

namespace WeldExam.Drivers.IdCards;

/// <summary>Whether what a card says holds together and is valid today.</summary>
internal static class CardCheck
{
    public static CardOutcome Judge(ReadOnlyMemory<byte> text, ReadOnlyMemory<byte> photo, DateOnly today, MonotonicTick at)
    {
        switch (ResidentCardText.Read(text.Span))
        {
            case CardLayoutUnsupported other:
                return new CardRefused(at, CardRefusal.LayoutNotSupported, $"layout '{other.Flag}' is not supported yet");
            case CardTextMalformed malformed:
                return new CardRefused(at, CardRefusal.TextMalformed, malformed.Field);
            case CardTextRead read when Fault(read.Card, today) is { } reason:
                return new CardRefused(at, reason);
            case CardTextRead read:
                return new CardRead(at, read.Card, photo);
            default:
                throw new InvalidOperationException("A card's text has three outcomes.");
        }
    }

    private static CardRefusal? Fault(ResidentCard card, DateOnly today)
    {
        if (!IdNumber.IsWellFormed(card.Number))
            return CardRefusal.NumberWrong;
        if (!IdNumber.TryBirth(card.Number, out var birth) || birth != card.Birth)
            return CardRefusal.NumberContradictsBirth;
        if (card.ValidFrom > today)
            return CardRefusal.NotYetValid;
        return card.ValidTo < today ? CardRefusal.Expired : null;
    }
}
