namespace WeldExam.Drivers.Profiles;

/// <summary>What is wrong in a profile file, and where: line and column count from 1.</summary>
public sealed record ProfileError(string File, long Line, long Column, string Field, string Message)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Field}: {Message}";
}
