using YamlDotNet.Core;

namespace WeldExam.Exam.Yaml;

/// <summary>YamlDotNet 18.1.0 throws <see cref="InvalidOperationException"/> without a place at a flow sequence or mapping that is never closed.</summary>
public static class UnclosedYaml
{
    public const string Message = "is no YAML: a bracket or brace is never closed";

    /// <summary>Where the last thing ends that could still be read.</summary>
    public static Mark PlaceIn(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            while (parser.MoveNext())
            {
            }
        }
        catch (Exception fault) when (fault is InvalidOperationException or YamlException)
        {
            // Where it stopped is what was asked for.
        }

        return parser.Current?.End ?? Mark.Empty;
    }
}
