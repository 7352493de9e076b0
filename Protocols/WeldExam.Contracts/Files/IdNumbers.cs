namespace WeldExam.Contracts.Files;

/// <summary>Guards against a resident identity number (GB 11643: 17 digits and a check character) where a pseudonym belongs.</summary>
internal static class IdNumbers
{
    public static bool LooksLikeOne(string text) =>
        text.Length == 18 && text.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') < 0 && (char.IsAsciiDigit(text[17]) || text[17] is 'X' or 'x');
}
