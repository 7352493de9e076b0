using System.Globalization;

namespace WeldExam.Exam.Transcripts;

/// <summary>Decimal fractions of whole numbers, without floating point: 12.3 with 6 digits is 12 300 000.</summary>
internal static class Numbers
{
    public static string Spell(Int128 value, int digits, bool trim = true)
    {
        var magnitude = (value < 0 ? -value : value).ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        var fraction = trim ? magnitude[^digits..].TrimEnd('0') : magnitude[^digits..];
        return $"{(value < 0 ? "-" : "")}{magnitude[..^digits]}{(fraction.Length > 0 ? "." : "")}{fraction}";
    }

    public static bool TryRead(string text, int digits, out long value)
    {
        var isNumber = TryRead(text, digits, out Int128 number) && number >= long.MinValue && number <= long.MaxValue;
        value = isNumber ? (long)number : 0;
        return isNumber;
    }

    public static bool TryRead(string text, int digits, out Int128 value)
    {
        value = 0;
        var unsigned = text.StartsWith('-') ? text[1..] : text;
        var point = unsigned.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? unsigned : unsigned[..point];
        var fraction = point < 0 ? string.Empty : unsigned[(point + 1)..];
        if (whole.Length == 0 || (point >= 0 && fraction.Length == 0) || fraction.Length > digits || whole.Length > 20
            || !(whole + fraction).All(char.IsAsciiDigit))
            return false;
        var number = Int128.Parse(whole + fraction.PadRight(digits, '0'), NumberStyles.None, CultureInfo.InvariantCulture);
        value = text.StartsWith('-') ? -number : number;
        return true;
    }
}
