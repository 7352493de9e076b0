namespace WeldExam.Exam.Yaml;

/// <summary>What is wrong in a YAML file, and where: line and column count from 1.</summary>
public sealed record YamlError(string File, long Line, long Column, string Field, string Message)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Field}: {Message}";
}
