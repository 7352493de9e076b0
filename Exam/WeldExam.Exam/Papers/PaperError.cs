using System.Collections.Immutable;

namespace WeldExam.Exam.Papers;

/// <summary>What is wrong with a paper, and where.</summary>
/// <param name="File">The name given to the reader.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Field">Path of the field, such as <c>tasks[1].blocks[0].items[2].points</c>.</param>
/// <param name="Message">For people.</param>
public sealed record PaperError(string File, long Line, long Column, string Field, string Message)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Field}: {Message}";
}

/// <summary>The outcome of reading a paper.</summary>
public abstract record PaperReading
{
    private protected PaperReading()
    {
    }
}

public sealed record PaperAccepted(Paper Paper) : PaperReading;

/// <summary>The paper cannot be used; every error is named.</summary>
public sealed record PaperRefused(ImmutableArray<PaperError> Errors) : PaperReading
{
    public override string ToString() => string.Join('\n', Errors);
}
