using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Exam.Papers;

/// <summary>A mapping read field by field; a field nobody asked for is an error. After an error a default is returned and reading goes on,
/// so that one reading names every error.</summary>
internal sealed class YamlFields
{
    private readonly YamlErrors _errors;
    private readonly Dictionary<string, YamlNode> _fields = [];
    private readonly HashSet<string> _read = [];
    private readonly YamlNode _node;

    public YamlFields(YamlNode node, string path, YamlErrors errors)
    {
        (_node, Path, _errors) = (node, path, errors);
        if (node is not YamlMappingNode mapping)
        {
            Fail(node, path, "a mapping is expected");
            return;
        }

        foreach (var (key, value) in mapping)
        {
            if (key is YamlScalarNode { Value: { } name })
                _fields[name] = value;
            else
                Fail(key, path, "a field name is expected");
        }
    }

    public string Path { get; }

    public IEnumerable<string> Names => _fields.Keys;

    public bool Has(string name) => _fields.ContainsKey(name);

    public void Fail(string name, string message) => Fail(_fields.GetValueOrDefault(name, _node), At(name), message);

    /// <summary>Reports every field that was not read.</summary>
    public void Close()
    {
        foreach (var (name, value) in _fields.Where(field => !_read.Contains(field.Key)))
            Fail(value, At(name), "unknown field");
    }

    public string Text(string name) => OptionalText(name) ?? Missing(name, string.Empty);

    public string? OptionalText(string name)
    {
        if (Node(name) is not { } node)
            return null;
        if (node is YamlScalarNode { Value: { Length: > 0 } text } && !IsNull(node))
            return text;
        Fail(node, At(name), "a text is expected");
        return string.Empty;
    }

    public decimal Number(string name) => OptionalNumber(name) ?? Missing(name, 0m);

    public decimal? OptionalNumber(string name)
    {
        if (Node(name) is not { } node)
            return null;
        if (node is YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text }
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 1_000_000 && number.Scale <= 6)
        {
            return number;
        }

        Fail(node, At(name), "a decimal number is expected, at most 1,000,000 and six places");
        return 0;
    }

    public int Whole(string name) => OptionalWhole(name) ?? Missing(name, 0);

    public int? OptionalWhole(string name)
    {
        if (OptionalNumber(name) is not { } number)
            return null;
        if (number == Math.Truncate(number))
            return (int)number;
        Fail(name, "a whole number is expected");
        return 0;
    }

    public TimeSpan Seconds(string name) => OptionalSeconds(name) ?? Missing(name, TimeSpan.Zero);

    public TimeSpan? OptionalSeconds(string name)
    {
        if (OptionalNumber(name) is not { } seconds)
            return null;
        if (seconds < 0)
            Fail(name, "seconds are not negative");
        return TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
    }

    public bool Flag(string name)
    {
        switch (OptionalText(name))
        {
            case null or "false":
                return false;
            case "true":
                return true;
            default:
                Fail(name, "true or false is expected");
                return false;
        }
    }

    public T Choice<T>(string name, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        var text = Text(name);
        foreach (var (choice, value) in choices)
        {
            if (text == choice)
                return value;
        }

        if (text.Length > 0)
            Fail(name, $"expected is one of: {NamesOf(choices)}");
        return choices[0].Value;
    }

    public Bilingual Bilingual(string name)
    {
        var fields = Fields(name);
        var text = new Bilingual(fields.Text("zh"), fields.Text("en"));
        fields.Close();
        return text;
    }

    public Bilingual? OptionalBilingual(string name) => Has(name) ? Bilingual(name) : null;

    /// <summary>One of the choices, or what an absent field means.</summary>
    public T OptionalChoice<T>(string name, T absent, params ReadOnlySpan<(string Name, T Value)> choices) => Has(name) ? Choice(name, choices) : absent;

    /// <summary>Each a word of the choices, none twice.</summary>
    public ImmutableArray<T> Choices<T>(string name, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        var found = ImmutableArray.CreateBuilder<T>();
        foreach (var node in Elements(name))
        {
            var index = -1;
            for (var i = 0; i < choices.Length; i++)
                index = node is YamlScalarNode { Value: { } text } && text == choices[i].Name ? i : index;
            if (index < 0 || found.Contains(choices[index].Value))
                Fail(node, At(name), index < 0 ? $"{node} is not one of: {NamesOf(choices)}" : $"{node} is there twice");
            else
                found.Add(choices[index].Value);
        }

        return found.ToImmutable();
    }

    /// <summary>A field of any shape; null after an error.</summary>
    public YamlNode? Required(string name) => Node(name) ?? Missing<YamlNode?>(name, null);

    public YamlFields Fields(string name) => new(Node(name) ?? Missing<YamlNode>(name, new YamlMappingNode()), At(name), _errors);

    public ImmutableArray<T> List<T>(string name, Func<YamlFields, T> read) =>
        Has(name) ? OptionalList(name, read) : Missing(name, ImmutableArray<T>.Empty);

    public ImmutableArray<T> OptionalList<T>(string name, Func<YamlFields, T> read) => [.. Elements(name).Select((node, i) =>
    {
        var fields = new YamlFields(node, $"{At(name)}[{i}]", _errors);
        var value = read(fields);
        fields.Close();
        return value;
    })];

    public ImmutableArray<string> Texts(string name) => [.. Elements(name).Select((node, i) =>
    {
        if (node is YamlScalarNode { Value.Length: > 0 } scalar && !IsNull(node))
            return scalar.Value;
        Fail(node, $"{At(name)}[{i}]", "a text is expected");
        return string.Empty;
    })];

    private static string NamesOf<T>(ReadOnlySpan<(string Name, T Value)> choices)
    {
        var names = new List<string>();
        foreach (var (choice, _) in choices)
            names.Add(choice);
        return string.Join(", ", names);
    }

    private List<YamlNode> Elements(string name)
    {
        if (Node(name) is not { } node)
            return [];
        if (node is YamlSequenceNode sequence)
            return [.. sequence];
        Fail(node, At(name), "a list is expected");
        return [];
    }

    private string At(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    private YamlNode? Node(string name)
    {
        _read.Add(name);
        if (!_fields.TryGetValue(name, out var node))
            return null;
        _errors.Place(At(name), node);
        return node;
    }

    /// <summary>What YAML calls nothing.</summary>
    private static bool IsNull(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" or "Null" or "NULL" or "~" };

    private T Missing<T>(string name, T value)
    {
        Fail(_node, At(name), "field is missing");
        return value;
    }

    private void Fail(YamlNode node, string field, string message) => _errors.Add(node, field, message);
}
