using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Exam.Papers;

/// <summary>A regional variant: it names its base by hash and says what differs, field by field. What it names must be there.</summary>
internal static class OverlayFile
{
    /// <summary>What an overlay states about itself, or what nobody may change under a base's name.</summary>
    private static readonly string[] Fixed = ["id", "version", "status", "source", "semantics", "taskFiles", "name", "process"];

    /// <summary>Lays an overlay over the trees; null after an error.</summary>
    /// <param name="main">The main file: changed in place.</param>
    /// <param name="tasks">The task files: changed in place.</param>
    /// <param name="overlay">The overlay's own tree.</param>
    /// <param name="before">SHA-256 of everything before the overlay.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static PaperBase? Lay(YamlNode main, ImmutableArray<YamlNode> tasks, YamlNode overlay, Hash256 before, YamlErrors errors)
    {
        var fields = new YamlFields(overlay, "overlay", errors);
        var basis = fields.Text("base");
        if (!Hash256.TryParse(basis, out var named) || named != before)
            fields.Fail("base", $"the base before this overlay is {before}");
        foreach (var name in (string[])["id", "version", "status", "source"])
            fields.Text(name);
        fields.OptionalBilingual("title");
        var changes = fields.List("set", change => (Path: change.Text("path"), To: change.Required("to"), At: change));
        fields.Close();
        if (errors.Any || main is not YamlMappingNode root || overlay is not YamlMappingNode own)
            return null;
        if (Scalar(root, "status") != Scalar(own, "status") && Scalar(own, "status") == "verified")
            fields.Fail("status", "an overlay on a sample paper is a sample");
        var overrides = ImmutableArray.CreateBuilder<PaperOverride>();
        foreach (var (path, to, at) in changes)
        {
            if (overrides.Any(earlier => earlier.Path == path))
                at.Fail("path", $"{path} is set twice");
            else if (Set(root, tasks, path, to!, out var from) is { } fault)
                at.Fail("path", fault);
            else
                overrides.Add(new(path, YamlFlow.Of(from!), YamlFlow.Of(to!)));
        }

        var result = new PaperBase(Scalar(root, "id"), Scalar(root, "version"), before, errors.OwnerOf(overlay).Name, overrides.ToImmutable());
        foreach (var name in (string[])["id", "version", "status", "source", "title"])
        {
            if (own.Children.TryGetValue(new YamlScalarNode(name), out var stated))
                root.Children[new YamlScalarNode(name)] = stated;
        }

        return errors.Any ? null : result;
    }

    private static string Scalar(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(new YamlScalarNode(name), out var value) && value is YamlScalarNode { Value: { } text } ? text : string.Empty;

    private static string? Set(YamlMappingNode main, ImmutableArray<YamlNode> tasks, string path, YamlNode to, out YamlNode? from)
    {
        from = null;
        var steps = path.Split('/');
        if (Array.Exists(steps, step => Fixed.Contains(step)) || (steps.Length < 3 && steps[0] == "tasks"))
            return $"{path} is not an overlay's to change";
        YamlNode? node = main;
        var first = 0;
        if (steps[0] == "tasks" && Array.Find([.. tasks], task => IsNamed(task, steps[1])) is { } task)
            (node, first) = (task, 2);
        for (var i = first; i < steps.Length - 1; i++)
        {
            node = Child(node, steps[i]);
            if (node is null)
                return $"there is no {string.Join('/', steps[..Math.Max(i + 1, steps[0] == "tasks" ? 2 : 1)])} in the base";
        }

        from = Child(node, steps[^1]);
        if (from is null)
            return $"there is no {path} in the base";
        if (from.NodeType != to.NodeType)
            return $"{path} is a {from.NodeType.ToString().ToLowerInvariant()} in the base";
        if (YamlFlow.Of(from) == YamlFlow.Of(to))
            return $"{path} says so in the base already";
        Replace(node!, steps[^1], from, to);
        return null;
    }

    private static YamlNode? Child(YamlNode? node, string step) => node switch
    {
        YamlMappingNode mapping => mapping.Children.TryGetValue(new YamlScalarNode(step), out var child) ? child : null,
        YamlSequenceNode sequence => sequence.Children.FirstOrDefault(element => IsNamed(element, step)),
        _ => null,
    };

    private static bool IsNamed(YamlNode node, string name) =>
        node is YamlMappingNode mapping && ((string[])["id", "name", "process"]).Any(field => Scalar(mapping, field) == name);

    private static void Replace(YamlNode parent, string step, YamlNode from, YamlNode to)
    {
        if (parent is YamlMappingNode mapping)
            mapping.Children[new YamlScalarNode(step)] = to;
        else if (parent is YamlSequenceNode sequence)
            sequence.Children[sequence.Children.IndexOf(from)] = to;
    }
}
