using System.Collections.Immutable;
using WeldExam.Exam.Journal;

namespace WeldExam.Exam.Transcripts;

/// <summary>What reading a transcript came to.</summary>
public abstract record TranscriptReading
{
    private protected TranscriptReading()
    {
    }
}

/// <summary>The journal's entries in their order; readings that the text only describes are written out.</summary>
public sealed record TranscriptRead(ImmutableArray<Recorded> Entries) : TranscriptReading;

/// <summary>Nothing is taken from a text with an error in it.</summary>
public sealed record TranscriptRefused(ImmutableArray<TranscriptError> Errors) : TranscriptReading
{
    public override string ToString() => string.Join('\n', Errors);
}
