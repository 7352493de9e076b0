namespace WeldExam.Exam.Time;

/// <summary>A duration known only between two bounds.</summary>
public readonly record struct SpanRange(TimeSpan Min, TimeSpan Max)
{
    public static readonly SpanRange Zero;

    public static SpanRange OfMilliseconds(int min, int max) => new(TimeSpan.FromMilliseconds(min), TimeSpan.FromMilliseconds(max));
}
