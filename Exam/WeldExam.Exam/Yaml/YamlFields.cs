using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Exam.Yaml;

/// <summary>One mapping of a YAML file, read strictly: each field is asked for by name, what was not asked for is refused, and every
/// complaint knows its place.</summary>
public sealed class YamlFields
{
    private readonly YamlMappingNode _node;
    private readonly string _path;
    private readonly YamlErrors _errors;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public YamlFields(YamlMappingNode node, string path, YamlErrors errors)
    {
        _node = node;
        _path = path;
        _errors = errors;
    }

    public bool Has(string field) => Find(field) is not null;

    public string Text(string field) => Required(field) is { } node ? Scalar(node, field) : "";

    public string? OptionalText(string field) => Find(field) is { } node ? Scalar(node, field) : null;

    public long Number(string field, long min, long max) => Required(field) is { } node ? Number(node, field, min, max) : min;

    public long? OptionalNumber(string field, long min, long max) => Find(field) is { } node ? Number(node, field, min, max) : null;

    /// <summary>A list of whole numbers, or one alone; empty where it is absent.</summary>
    public ImmutableArray<long> OptionalNumbers(string field, long min, long max) => Find(field) switch
    {
        null => [],
        YamlSequenceNode list when list.Children.Count > 0 => [.. list.Children.Select((child, index) => Number(child, $"{field}[{index}]", min, max))],
        { } node => [Number(node, field, min, max)],
    };

    /// <summary>A list of decimal numbers such as <c>-0.0012</c>, none larger than <paramref name="most"/> in magnitude.</summary>
    public ImmutableArray<decimal> Decimals(string field, decimal most)
    {
        var node = Required(field);
        if (node is YamlSequenceNode list)
            return [.. list.Children.Select((child, index) => Decimal(child, $"{field}[{index}]", most))];
        if (node is not null)
            Complain(node, field, "must be a list");
        return [];
    }

    /// <summary>true or false; false where it is absent.</summary>
    public bool Flag(string field)
    {
        switch (Find(field) is { } node && !IsPlain(node) ? "" : OptionalText(field))
        {
            case null or "false":
                return false;
            case "true":
                return true;
            default:
                Complain(field, "must be true or false");
                return false;
        }
    }

    public TimeSpan Milliseconds(string field, long min, long max) => TimeSpan.FromMilliseconds(Number(field, min, max));

    /// <summary>One of an enumeration's names in kebab case.</summary>
    public T Choice<T>(string field)
        where T : struct, Enum => Required(field) is { } node ? Choice<T>(node, field) : default;

    public T? OptionalChoice<T>(string field)
        where T : struct, Enum => Find(field) is { } node ? Choice<T>(node, field) : null;

    public YamlFields? Section(string field)
    {
        var node = Required(field);
        return node is null ? null : AsSection(node, field);
    }

    public YamlFields? OptionalSection(string field) => Find(field) is { } node ? AsSection(node, field) : null;

    public ImmutableArray<YamlFields> Sections(string field, bool required)
    {
        var node = required ? Required(field) : Find(field);
        if (node is null)
            return [];
        if (node is not YamlSequenceNode list || list.Children.Count == 0)
        {
            Complain(node, field, "must be a list with at least one entry");
            return [];
        }

        return [.. list.Children.Select((child, index) => AsSection(child, $"{field}[{index}]")).OfType<YamlFields>()];
    }

    /// <summary>A section whose field names are chosen by the writer: each name with its own section or value.</summary>
    public ImmutableArray<string> Names => [.. _node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "")];

    public ImmutableArray<string> Texts(string field)
    {
        var node = Required(field);
        if (node is null)
            return [];
        if (node is YamlSequenceNode list)
            return [.. list.Children.Select((child, index) => Scalar(child, $"{field}[{index}]"))];
        Complain(node, field, "must be a list");
        return [];
    }

    public ImmutableArray<string> OptionalTexts(string field) => Find(field) is null ? [] : Texts(field);

    /// <summary>A complaint about the whole mapping, or about one of its fields.</summary>
    public void Complain(string field, string message) => Complain(Find(field) ?? _node, field, message);

    /// <summary>Refuses every field that was never asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var key in _node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !_asked.Contains(name))
                Complain(key, key.ToString(), "is no field of this section");
        }
    }

    private YamlNode? Find(string field)
    {
        _asked.Add(field);
        return _node.Children.TryGetValue(new YamlScalarNode(field), out var node) ? node : null;
    }

    private YamlNode? Required(string field)
    {
        var node = Find(field);
        if (node is null)
            Complain(_node, field, "is missing");
        return node;
    }

    private YamlFields? AsSection(YamlNode node, string field)
    {
        if (node is YamlMappingNode mapping)
            return new YamlFields(mapping, $"{_path}{field}.", _errors);
        Complain(node, field, "must be a section of fields");
        return null;
    }

    private string Scalar(YamlNode node, string field)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } text } && !(IsPlain(node) && text is "~" or "null" or "Null" or "NULL"))
            return text;
        Complain(node, field, "must be a single value");
        return "";
    }

    private long Number(YamlNode node, string field, long min, long max)
    {
        var text = Scalar(node, field);
        var isHex = text.StartsWith("0x", StringComparison.Ordinal);
        var isNumber = isHex
            ? long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && number >= 0
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        if (isNumber && IsPlain(node) && number >= min && number <= max)
            return number;
        if (text.Length > 0)
            Complain(node, field, $"'{text}' is no whole number from {min} to {max}");
        return min;
    }

    private decimal Decimal(YamlNode node, string field, decimal most)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var text = Scalar(node, field);
        if (IsPlain(node) && decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= most)
            return number;
        if (text.Length > 0)
            Complain(node, field, $"'{text}' is no number from {-most} to {most}");
        return 0;
    }

    // In quotes it is a text, to every other reader of YAML too.
    private static bool IsPlain(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain };

    private T Choice<T>(YamlNode node, string field)
        where T : struct, Enum
    {
        var text = Scalar(node, field);
        foreach (var choice in Enum.GetValues<T>())
        {
            if (Kebab(choice.ToString()) == text)
                return choice;
        }

        if (text.Length > 0)
            Complain(node, field, $"'{text}' is none of {string.Join(", ", Enum.GetNames<T>().Select(Kebab))}");
        return default;
    }

    private static string Kebab(string name) =>
        string.Concat(name.Select((letter, index) => char.IsUpper(letter) ? $"{(index > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : letter.ToString()));

    private void Complain(YamlNode node, string field, string message) => _errors.Add(node.Start, _path + field, message);
}
