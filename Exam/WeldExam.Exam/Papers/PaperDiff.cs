using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Exam.Papers;

/// <summary>One difference between two papers.</summary>
/// <param name="Path">Names instead of numbers in lists, such as <c>tasks/K21/blocks/K21.C/items/K21.14/points</c>.</param>
/// <param name="Field">What kind of field it is: the last step of the path.</param>
/// <param name="From">As the first says it; null where it says nothing.</param>
/// <param name="To">As the second says it; null where it says nothing.</param>
public sealed record PaperChange(string Path, string Field, string? From, string? To);

/// <summary>What differs between two papers, whatever their vocabulary and however they are cut into files. Order and comments do not count.</summary>
public static class PaperDiff
{
    /// <summary>Fields that are shown whole: a rule makes sense only as one.</summary>
    private static readonly string[] Whole = ["check", "sensed", "picture", "area"];

    /// <summary>The differences in the order of the papers. Both are bundles that <see cref="PaperReader"/> accepted.</summary>
    public static ImmutableArray<PaperChange> Of(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var (from, to) = (Flatten(one), Flatten(other));
        var changes = ImmutableArray.CreateBuilder<PaperChange>();
        foreach (var (path, value) in from)
        {
            if (!to.TryGetValue(path, out var now) || now != value)
                changes.Add(new(path, FieldOf(path), value, now));
        }

        changes.AddRange(to.Where(field => !from.ContainsKey(field.Key)).Select(field => new PaperChange(field.Key, FieldOf(field.Key), null, field.Value)));
        return changes.ToImmutable();
    }

    private static string FieldOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static Dictionary<string, string> Flatten(ReadOnlySpan<byte> bundle)
    {
        var errors = new YamlErrors(section => (section.Name, 0));
        var fields = new Dictionary<string, string>();
        if (PaperTrees.Parse(PaperBundle.Split(bundle), bundle.Length, errors) is not { } trees)
            throw new ArgumentException("Not a paper.", nameof(bundle));
        trees.LayOverlays(bundle, errors);
        Flatten(string.Empty, trees.Main, fields);
        foreach (var task in trees.Tasks)
            Flatten($"tasks/{NameOf(task)}", task, fields);
        fields.Remove("taskFiles");
        return fields;
    }

    private static void Flatten(string path, YamlNode node, Dictionary<string, string> fields)
    {
        switch (node)
        {
            case YamlMappingNode mapping when !Whole.Contains(FieldOf(path)) && !IsText(mapping):
                foreach (var (key, value) in mapping.Children)
                    Flatten(path.Length == 0 ? $"{key}" : $"{path}/{key}", value, fields);
                break;
            case YamlSequenceNode sequence when sequence.Children.Count > 0 && sequence.Children.All(child => NameOf(child) is not null):
                foreach (var child in sequence.Children)
                    Flatten($"{path}/{NameOf(child)}", child, fields);
                break;
            case YamlMappingNode mapping when IsText(mapping):
                fields[path] = string.Join(" / ", mapping.Children.Values);
                break;
            default:
                fields[path] = YamlFlow.Of(node);
                break;
        }
    }

    private static bool IsText(YamlMappingNode mapping) => mapping.Children.Count == 2 && mapping.Children.ContainsKey(new YamlScalarNode("zh"));

    private static string? NameOf(YamlNode node)
    {
        foreach (var name in (string[])["id", "name", "process"])
        {
            if (node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(name), out var value) && value is YamlScalarNode { Value: { } text })
                return text;
        }

        return null;
    }
}
