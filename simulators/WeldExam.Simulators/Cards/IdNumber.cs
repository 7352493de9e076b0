using System.Globalization;

namespace WeldExam.Simulators.Cards;

/// <summary>Made-up citizen numbers with a valid check character (GB 11643-1999).</summary>
/// <remarks>The area is a city's own code (130100), which no county uses, so a generated number belongs to nobody.</remarks>
public static class IdNumber
{
    private const string Area = "130100";
    private const string CheckCharacters = "10X98765432";
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>A valid number.</summary>
    /// <param name="born">Date of birth.</param>
    /// <param name="sequence">0–999; odd is male.</param>
    public static string Make(DateOnly born, int sequence)
    {
        var stem = string.Create(CultureInfo.InvariantCulture, $"{Area}{born:yyyyMMdd}{sequence % 1000:D3}");
        return stem + CheckOf(stem);
    }

    public static bool IsValid(string number)
        => number.Length == 18 && number[..17].All(char.IsAsciiDigit) && CheckOf(number[..17]) == number[17];

    /// <summary>The same number with its check character wrong.</summary>
    public static string Spoil(string number)
        => number[..17] + CheckCharacters[(CheckCharacters.IndexOf(number[17], StringComparison.Ordinal) + 1) % 11];

    private static char CheckOf(string stem)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
            sum += (stem[i] - '0') * Weights[i];
        return CheckCharacters[sum % 11];
    }
}
