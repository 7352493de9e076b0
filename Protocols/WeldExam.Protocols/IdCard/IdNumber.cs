namespace WeldExam.Protocols.IdCard;

/// <summary>Citizen identification number (GB 11643-1999): region 6, birth date 8, sequence 3, check character by ISO 7064 MOD 11-2.</summary>
public static class IdNumber
{
    public const int Length = 18;

    private const string CheckCharacters = "10X98765432";

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Whether form, birth date and check character fit. Says nothing about whether such a person exists.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> number) =>
        number.Length == Length && TryCheckCharacter(number[..^1], out var check) && check == number[^1] && TryBirth(number, out _);

    /// <summary>The check character for the first seventeen digits.</summary>
    public static bool TryCheckCharacter(ReadOnlySpan<char> digits, out char check)
    {
        check = default;
        if (digits.Length != Weights.Length)
            return false;
        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            if (!char.IsAsciiDigit(digits[index]))
                return false;
            sum += (digits[index] - '0') * Weights[index];
        }

        check = CheckCharacters[sum % 11];
        return true;
    }

    /// <summary>The birth date inside a number of full length.</summary>
    public static bool TryBirth(ReadOnlySpan<char> number, out DateOnly birth)
    {
        birth = default;
        return number.Length == Length && CardDate.TryRead(number[6..14], out birth);
    }
}
