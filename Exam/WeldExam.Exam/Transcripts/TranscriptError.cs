namespace WeldExam.Exam.Transcripts;

/// <summary>Something in a transcript that cannot be read.</summary>
/// <param name="File">As the caller named it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Message">For people.</param>
public sealed record TranscriptError(string File, int Line, string Message)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}: {Message}");
}
