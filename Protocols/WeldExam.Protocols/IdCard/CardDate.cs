using System.Globalization;

namespace WeldExam.Protocols.IdCard;

/// <summary>A date as cards write it: eight digits, yyyyMMdd.</summary>
internal static class CardDate
{
    public static bool TryRead(ReadOnlySpan<char> text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
