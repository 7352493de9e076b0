using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Ingest.Configuration;

/// <summary>What is wrong with a configuration file, each as <c>file:line:column: message</c>.</summary>
public sealed class ConfigurationException(IReadOnlyList<string> errors) : Exception(string.Join('\n', errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}

/// <summary>One mapping of a YAML file, read strictly: every field must be asked for, none may be left over.</summary>
internal sealed class StrictYaml
{
    private readonly string _file;
    private readonly List<string> _errors;
    private readonly YamlNode _node;
    private readonly Dictionary<string, YamlNode> _left = [];

    public StrictYaml(string file, YamlNode node, List<string> errors)
    {
        (_file, _errors, _node) = (file, errors, node);
        if (node is not YamlMappingNode mapping)
        {
            Fail(node.Start, "a mapping is expected");
            return;
        }

        foreach (var (key, value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { } name })
                Fail(key.Start, "a field name is expected");
            else
                _left[name] = value;
        }
    }

    public bool Has(string field) => _left.ContainsKey(field);

    public string Text(string field, string? otherwise = null)
    {
        if (!_left.Remove(field, out var node))
        {
            if (otherwise is null)
                Fail(_node.Start, $"{field} is missing");
            return otherwise ?? string.Empty;
        }

        if (node is YamlScalarNode { Value: { Length: > 0 } value })
            return value;
        Fail(node.Start, $"{field} is not a text");
        return string.Empty;
    }

    public string? OptionalText(string field) => Has(field) ? Text(field) : null;

    public int Port(string field, int otherwise)
    {
        var at = _left.GetValueOrDefault(field)?.Start ?? _node.Start;
        if (!Has(field))
            return otherwise;
        if (int.TryParse(Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535)
            return port;
        Fail(at, $"{field} is not a port");
        return otherwise;
    }

    public bool Flag(string field)
    {
        if (!_left.TryGetValue(field, out var node))
            return false;
        var text = Text(field);
        if (text is not ("true" or "false"))
            Fail(node.Start, $"{field} is neither true nor false");
        return text == "true";
    }

    public StrictYaml? Map(string field) => _left.Remove(field, out var node) ? new(_file, node, _errors) : null;

    public IReadOnlyList<T> List<T>(string field, Func<YamlNode, StrictYaml> of, Func<StrictYaml, T> read) =>
        [.. Nodes(field).Select(node =>
        {
            var item = of(node);
            var value = read(item);
            item.Close();
            return value;
        })];

    /// <summary>A list of texts, each read by <paramref name="read"/>; null from it is an error.</summary>
    public IReadOnlyList<T> Texts<T>(string field, Func<string, T?> read, string expected)
        where T : class
    {
        var values = new List<T>();
        foreach (var node in Nodes(field))
        {
            if (node is YamlScalarNode { Value: { } text } && read(text) is { } value)
                values.Add(value);
            else
                Fail(node.Start, $"{field}: {expected} is expected");
        }

        return values;
    }

    public void Fail(string field, string message) => Fail(_left.GetValueOrDefault(field)?.Start ?? _node.Start, message);

    public void Close()
    {
        foreach (var (name, node) in _left)
            Fail(node.Start, $"{name} is not known here");
        _left.Clear();
    }

    private IEnumerable<YamlNode> Nodes(string field)
    {
        if (!_left.Remove(field, out var node))
            return [];
        if (node is YamlSequenceNode sequence)
            return sequence.Children;
        Fail(node.Start, $"{field} is not a list");
        return [];
    }

    private void Fail(Mark at, string message) => _errors.Add($"{_file}:{at.Line}:{at.Column}: {message}");
}
