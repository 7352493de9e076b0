using System.Collections.Immutable;
using System.Text;
using WeldExam.Exam.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Exam.Papers;

/// <summary>The files of a paper as YAML trees, one document each.</summary>
internal sealed class PaperTrees
{
    private const int LongestFile = 4 * 1024 * 1024;

    private readonly ImmutableArray<(PaperSection Section, YamlNode Root)> _trees;

    private PaperTrees(ImmutableArray<(PaperSection Section, YamlNode Root)> trees) => _trees = trees;

    public YamlNode Main => _trees[0].Root;

    public ImmutableArray<YamlNode> Tasks => [.. Of(PaperSectionKind.Task).Select(tree => tree.Root)];

    public ImmutableArray<string> TaskNames => [.. Of(PaperSectionKind.Task).Select(tree => tree.Section.Name)];

    /// <summary>Parses every file; null when one is no YAML.</summary>
    public static PaperTrees? Parse(ImmutableArray<PaperSection> sections, int length, YamlErrors errors)
    {
        if (length > LongestFile)
            errors.Add(sections[0], Mark.Empty, string.Empty, "the paper is longer than 4 MiB");
        var trees = ImmutableArray.CreateBuilder<(PaperSection Section, YamlNode Root)>();
        for (var i = 0; i < sections.Length && !errors.Any; i++)
        {
            var section = sections[i];
            if (i > 0 && section.Kind < sections[i - 1].Kind)
                errors.Add(section, Mark.Empty, string.Empty, "an overlay comes after every task");
            if (Parse(section, errors) is not { } root)
                continue;
            errors.Own(root, section);
            trees.Add((section, root));
        }

        return trees.Count == sections.Length ? new(trees.ToImmutable()) : null;
    }

    /// <summary>Lays each overlay over what comes before it.</summary>
    public ImmutableArray<PaperBase> LayOverlays(ReadOnlySpan<byte> bundle, YamlErrors errors)
    {
        var bases = ImmutableArray.CreateBuilder<PaperBase>();
        foreach (var (section, root) in Of(PaperSectionKind.Overlay))
        {
            // What comes before the line that marks it.
            var end = bundle[..(section.Offset - 1)].LastIndexOf((byte)'\n') + 1;
            if (OverlayFile.Lay(Main, Tasks, root, Hash256.Of(bundle[..end]), errors) is { } laid)
                bases.Add(laid);
        }

        return bases.ToImmutable();
    }

    private IEnumerable<(PaperSection Section, YamlNode Root)> Of(PaperSectionKind kind) => _trees.Where(tree => tree.Section.Kind == kind);

    private static YamlNode? Parse(PaperSection section, YamlErrors errors)
    {
        var text = "";
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(section.Bytes.AsSpan());
            RefuseAliases(text);
            using var reader = new StringReader(text);
            var stream = new YamlStream();
            stream.Load(reader);
            if (stream.Documents.Count == 1)
                return stream.Documents[0].RootNode;
            errors.Add(section, Mark.Empty, string.Empty, "exactly one document is expected");
        }
        catch (YamlException exception)
        {
            errors.Add(section, exception.Start, string.Empty, exception.Message);
        }
        catch (InvalidOperationException)
        {
            errors.Add(section, UnclosedYaml.PlaceIn(text), string.Empty, UnclosedYaml.Message);
        }
        catch (DecoderFallbackException)
        {
            errors.Add(section, Mark.Empty, string.Empty, "the file is not UTF-8");
        }

        return null;
    }

    /// <summary>An alias can make a small file endless, and a reader of the file must see what stands there.</summary>
    private static void RefuseAliases(string text)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        while (parser.MoveNext())
        {
            if (parser.Current is AnchorAlias alias)
                throw new YamlException(alias.Start, alias.End, "aliases are not allowed");
        }
    }
}
