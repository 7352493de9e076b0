namespace WeldExam.Exam.Transcripts;

/// <summary>One line of a transcript in words, with the indented rows under it.</summary>
internal sealed record TranscriptLine(int Number, IReadOnlyList<string> Words, List<TranscriptLine> Rows)
{
    /// <summary>Lines without comments and empty ones; an indented line is a row of the one above.</summary>
    public static List<TranscriptLine> Of(string file, string text, List<TranscriptError> errors)
    {
        var lines = new List<TranscriptLine>();
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            List<string> words = [.. Transcripts.Words.Split(raw.TrimEnd('\r'), char.IsWhiteSpace).Where(word => word.Length > 0)];
            var comment = words.FindIndex(word => word[0] == '#');
            if (comment >= 0)
                words.RemoveRange(comment, words.Count - comment);
            if (words.Count == 0)
                continue;
            var line = new TranscriptLine(number, words, []);
            if (!char.IsWhiteSpace(raw[0]))
                lines.Add(line);
            else if (lines.Count > 0)
                lines[^1].Rows.Add(line);
            else
                errors.Add(new(file, number, "a row without a line above it"));
        }

        return lines;
    }
}
