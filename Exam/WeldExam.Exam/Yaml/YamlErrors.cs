using System.Collections.Immutable;
using YamlDotNet.Core;

namespace WeldExam.Exam.Yaml;

/// <summary>Collects what is wrong in one file, so that a technician sees all of it at once.</summary>
public sealed class YamlErrors(string file)
{
    private readonly List<YamlError> _errors = [];

    public ImmutableArray<YamlError> All => [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column)];

    public bool Any => _errors.Count > 0;

    public void Add(Mark at, string field, string message) => _errors.Add(new YamlError(file, at.Line, at.Column, field, message));
}
