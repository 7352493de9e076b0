using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Exam.Papers;

/// <summary>What must be known of a file before its paper can be put together. What is wrong with it the reader says later.</summary>
public static class PaperPeek
{
    /// <summary>The task files that a main file names, in order.</summary>
    public static ImmutableArray<string> TaskFiles(ReadOnlySpan<byte> main) =>
        Field(main, "taskFiles") is YamlSequenceNode names ? [.. names.OfType<YamlScalarNode>().Select(name => name.Value ?? string.Empty)] : [];

    /// <summary>The base that an overlay names; null for a file that is no overlay.</summary>
    public static Hash256? BaseOf(ReadOnlySpan<byte> file) =>
        Field(file, "base") is YamlScalarNode { Value: { } text } && Hash256.TryParse(text, out var hash) ? hash : null;

    private static YamlNode? Field(ReadOnlySpan<byte> file, string name)
    {
        try
        {
            using var reader = new StringReader(Encoding.UTF8.GetString(file));
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents is [{ RootNode: YamlMappingNode root }] && root.Children.TryGetValue(new YamlScalarNode(name), out var node) ? node : null;
        }
        catch (Exception fault) when (fault is YamlException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
