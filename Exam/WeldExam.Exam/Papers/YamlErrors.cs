using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Exam.Papers;

/// <summary>Collects what is wrong with the files of a paper. Each node knows the file it stands in, since an overlay puts nodes into the others.</summary>
internal sealed class YamlErrors(Func<PaperSection, (string File, int LinesBefore)> placeOf)
{
    private readonly List<PaperError> _errors = [];
    private readonly Dictionary<string, (PaperSection Section, Mark At)> _places = [];
    private readonly Dictionary<YamlNode, PaperSection> _owners = new(ReferenceEqualityComparer.Instance);
    private PaperSection? _main;

    public bool Any => _errors.Count > 0;

    /// <summary>Says in which file a tree stands.</summary>
    public void Own(YamlNode root, PaperSection section)
    {
        _main ??= section;
        foreach (var node in root.AllNodes)
            _owners[node] = section;
    }

    public PaperSection OwnerOf(YamlNode node) => _owners.GetValueOrDefault(node) ?? _main!;

    /// <summary>Remembers where a field stands.</summary>
    public void Place(string field, YamlNode node) => _places[field] = (OwnerOf(node), node.Start);

    /// <summary>Adds an error at a field that was read.</summary>
    public void Add(string field, string message)
    {
        if (_places.TryGetValue(field, out var place))
            Add(place.Section, place.At, field, message);
        else
            Add(_main!, Mark.Empty, field, message);
    }

    public void Add(YamlNode node, string field, string message) => Add(OwnerOf(node), node.Start, field, message);

    public void Add(PaperSection section, Mark at, string field, string message)
    {
        var (file, before) = placeOf(section);
        _errors.Add(new(file, before + at.Line, at.Column, field, message));
    }

    public ImmutableArray<PaperError> ToImmutable() => [.. _errors.OrderBy(e => e.File, StringComparer.Ordinal).ThenBy(e => e.Line).ThenBy(e => e.Column)];
}
