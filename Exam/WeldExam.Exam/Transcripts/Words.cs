using System.Globalization;
using System.Text;

namespace WeldExam.Exam.Transcripts;

/// <summary>How a transcript spells strings: bare where that is unmistakable, else in double quotes with JSON's escapes.</summary>
internal static class Words
{
    public static string Spell(string text)
    {
        if (text.Length > 0 && text[0] is not ('#' or '@') && !text.Contains("..", StringComparison.Ordinal) && text.All(IsBare))
            return text;
        var spelt = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                spelt.Append(character).Append(text[++i]);
            else if (character is '"' or '\\')
                spelt.Append('\\').Append(character);
            else if (character != ' ' && (char.IsControl(character) || char.IsWhiteSpace(character) || char.IsSurrogate(character)))
                spelt.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                spelt.Append(character);
        }

        return spelt.Append('"').ToString();
    }

    /// <summary>What a word spells; null when it is neither bare nor a whole quoted string.</summary>
    public static string? Read(string word)
    {
        if (word.Length == 0 || word[0] != '"')
            return word.Length > 0 && word.All(IsBare) ? word : null;
        var text = new StringBuilder(word.Length);
        for (var i = 1; i < word.Length; i++)
        {
            switch (word[i])
            {
                case '"':
                    return i == word.Length - 1 ? text.ToString() : null;
                case '\\' when i + 1 < word.Length && word[i + 1] is '"' or '\\':
                    text.Append(word[++i]);
                    break;
                case '\\' when i + 5 < word.Length && word[i + 1] == 'u'
                    && ushort.TryParse(word.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                    text.Append((char)code);
                    i += 5;
                    break;
                case '\\':
                    return null;
                default:
                    text.Append(word[i]);
                    break;
            }
        }

        return null;
    }

    /// <summary>Splits at a separator that stands outside quotes.</summary>
    public static List<string> Split(string line, Func<char, bool> isSeparator)
    {
        var words = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '\\')
                i++;
            else if (line[i] == '"')
                quoted = !quoted;
            else if (!quoted && isSeparator(line[i]))
            {
                words.Add(line[start..i]);
                start = i + 1;
            }
        }

        words.Add(line[start..]);
        return words;
    }

    private static bool IsBare(char character) =>
        !char.IsWhiteSpace(character) && !char.IsControl(character) && !char.IsSurrogate(character) && character is not ('"' or '\\' or '=' or ',' or ':');
}
