using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Simulators.Scenarios;

/// <summary>Collects errors at their place in one file.</summary>
internal sealed class YamlPlace(string file)
{
    /// <summary>The scenario's path, from which others in it start.</summary>
    public string File { get; } = file;

    public List<ScenarioError> Errors { get; } = [];

    public string? Text(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } text })
            return text;
        Fail(node, "expected a value here");
        return null;
    }

    public IEnumerable<YamlNode> Items(YamlNode? node)
    {
        if (node is null or YamlSequenceNode)
            return (node as YamlSequenceNode)?.Children ?? [];
        Fail(node, "expected a list here");
        return [];
    }

    public void Fail(YamlNode node, string message, int offset = 0) => Fail(node.Start, message, offset);

    public void Fail(Mark mark, string message, int offset = 0)
        => Errors.Add(new ScenarioError(File, (int)mark.Line, (int)mark.Column + offset, message));
}
