using System.Collections.Immutable;
using System.Globalization;
using WeldExam.Simulators.Scripts;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Simulators.Scenarios;

/// <summary>A mapping whose keys are all known: what nobody asked for is an error when it is closed.</summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, YamlNode> _left = [];
    private readonly List<string> _asked = [];
    private readonly YamlMappingNode? _map;
    private readonly YamlPlace _place;

    public YamlMap(YamlNode node, YamlPlace place)
    {
        (Node, _place, _map) = (node, place, node as YamlMappingNode);
        if (_map is null)
        {
            place.Fail(node, "expected keys and values here");
            return;
        }

        foreach (var (key, value) in _map.Children)
            _left[(key as YamlScalarNode)?.Value ?? key.ToString()] = value;
    }

    public YamlNode Node { get; }

    public YamlNode? Take(string key, bool required = false)
    {
        _asked.Add(key);
        if (_left.Remove(key, out var value))
            return value;
        if (required && _map is not null)
            _place.Fail(Node, $"'{key}' is missing");
        return null;
    }

    public string? Text(string key, bool required = false) => Take(key, required) is { } node ? _place.Text(node) : null;

    public int Whole(string key, int otherwise, int least, int most)
        => Read(key, otherwise, $"a whole number from {least} to {most}", (string text, out int value) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);

    public double Number(string key, double otherwise, string unit, double least, double most)
        => Read(key, otherwise, $"a value from {least}{unit} to {most}{unit}", (string text, out double value) =>
            Quantity.TryRead(text, unit, out value) && value >= least && value <= most);

    public TimeSpan Duration(string key, TimeSpan otherwise, bool required = false)
        => Read<TimeSpan>(key, otherwise, "a duration such as 3.5s or 200ms", Quantity.TryReadDuration, required);

    public bool Flag(string key, bool otherwise) => Read<bool>(key, otherwise, "true or false", bool.TryParse);

    public DateOnly? Day(string key, DateOnly? otherwise)
        => Read(key, otherwise, "a day such as 2030-12-31, or long-term", (string text, out DateOnly? value) =>
        {
            var reads = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
            value = reads ? day : null;
            return reads || text == "long-term";
        });

    /// <summary>One of the known words; without an alternative the key is required, and null says that it failed.</summary>
    public string? OneOf(string key, string? otherwise, params ImmutableArray<string> known)
        => Read(
            key,
            otherwise,
            "one of " + string.Join(", ", known),
            (string text, out string? value) =>
            {
                value = text;
                return known.Contains(text);
            },
            required: otherwise is null);

    /// <summary>Everything left over is an unknown key.</summary>
    public void Close()
    {
        foreach (var key in _map?.Children.Keys.OfType<YamlScalarNode>().Where(k => _left.ContainsKey(k.Value ?? string.Empty)) ?? [])
            _place.Fail(key, $"unknown key '{key.Value}'; known here: {string.Join(", ", _asked)}");
    }

    private T Read<T>(string key, T otherwise, string expected, Reader<T> read, bool required = false)
    {
        if (Take(key, required) is not { } node || _place.Text(node) is not { } text)
            return otherwise;
        if (read(text, out var value))
            return value;
        _place.Fail(node, $"'{key}' must be {expected}, not '{text}'");
        return otherwise;
    }

    private delegate bool Reader<T>(string text, out T value);
}
