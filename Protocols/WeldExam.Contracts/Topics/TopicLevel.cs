namespace WeldExam.Contracts.Topics;

/// <summary>What may stand between two slashes of a topic: 1–96 of A–Z a–z 0–9 . _ - @, never a wildcard, never a path.</summary>
public static class TopicLevel
{
    public const int MaxLength = 96;

    public static bool IsValid(ReadOnlySpan<char> level)
    {
        if (level.Length is 0 or > MaxLength)
            return false;
        foreach (var letter in level)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '_' or '-' or '@'))
                return false;
        }

        return true;
    }

    /// <exception cref="ArgumentException">Not a level.</exception>
    internal static string Checked(string level, string what) =>
        IsValid(level) ? level : throw new ArgumentException($"'{level}' cannot be a level of a topic.", what);
}
