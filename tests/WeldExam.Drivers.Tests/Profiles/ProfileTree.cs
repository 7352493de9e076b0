using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Drivers.Tests.Profiles;

/// <summary>A YAML file as JSON, by the core schema of YAML 1.2 as editors read it; and one random change to such a tree.</summary>
internal static partial class ProfileTree
{
    private static readonly string[] Words =
        ["tcp", "rtu", "analog", "digital", "text", "coil", "holding", "input", "float", "bcd", "bits", "u16", "u32", "string", "high-first", "modicon", "normally-open", "5", "0x10", "3x0001", "40001", "", "x"];

    private static readonly string[] Fields =
        ["unknown", "mask", "shift", "bit", "length", "wordOrder", "byteOrder", "linear", "loop", "period", "stuck", "unit", "port", "serial", "rounding", "values", "text", "clamp", "waveform"];

    public static JsonNode Of(string path)
    {
        var stream = new YamlStream();
        using var text = new StringReader(File.ReadAllText(path));
        stream.Load(text);
        return Of(stream.Documents[0].RootNode)!;
    }

    /// <summary>A copy with one thing in it changed.</summary>
    public static JsonNode Mutated(JsonNode root, Random random)
    {
        var copy = root.DeepClone();
        var (parent, key) = Slots(copy).ElementAt(random.Next(Slots(copy).Count()));
        var old = parent is JsonObject map ? map[(string)key] : parent[(int)key];
        switch (random.Next(6))
        {
            case 0 when parent is JsonObject fields:
                fields.Remove((string)key);
                break;
            case 0:
                parent.AsArray().RemoveAt((int)key);
                break;
            case 1 when parent is JsonObject fields:
                fields[Fields[random.Next(Fields.Length)]] = Value(random);
                break;
            case 2 when old is JsonValue value && value.TryGetValue(out long number):
                Put(parent, key, Number(number, random));
                break;
            case 3 when old is JsonValue scalar && scalar.TryGetValue(out long digits):
                Put(parent, key, JsonValue.Create(digits.ToString()));
                break;
            default:
                Put(parent, key, Value(random));
                break;
        }

        return copy;
    }

    private static void Put(JsonNode parent, object key, JsonNode? value)
    {
        if (parent is JsonObject map)
            map[(string)key] = value;
        else
            parent[(int)key] = value;
    }

    private static JsonNode? Number(long number, Random random) => random.Next(5) switch
    {
        0 => -number,
        1 => number + 1,
        2 => number * 1000,
        3 => 0,
        _ => 99_999_999_999_999,
    };

    private static JsonNode? Value(Random random) => random.Next(8) switch
    {
        0 => null,
        1 => true,
        2 => 1.5,
        3 => new JsonArray(),
        4 => new JsonObject(),
        5 => random.Next(-10, 300),
        6 => new JsonArray(1, 2),
        _ => Words[random.Next(Words.Length)],
    };

    private static IEnumerable<(JsonNode Parent, object Key)> Slots(JsonNode node) => node switch
    {
        JsonObject map => map.SelectMany(pair => Below(map, pair.Key, pair.Value)),
        JsonArray list => list.SelectMany((child, index) => Below(list, index, child)),
        _ => [],
    };

    private static IEnumerable<(JsonNode Parent, object Key)> Below(JsonNode parent, object key, JsonNode? child) =>
        [(parent, key), .. child is null ? [] : Slots(child)];

    private static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Of(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Of)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text } => Plain(text),
        YamlScalarNode { Value: { } text } => JsonValue.Create(text),
        _ => null,
    };

    private static JsonNode? Plain(string text) => text switch
    {
        "true" => true,
        "false" => false,
        "" or "~" or "null" => null,
        _ when Whole().IsMatch(text) => long.Parse(text),
        _ when Hex().IsMatch(text) => Convert.ToInt64(text, 16),
        _ when Fraction().IsMatch(text) => decimal.Parse(text),
        _ => JsonValue.Create(text),
    };

    [GeneratedRegex("^[-+]?[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();

    [GeneratedRegex("^0x[0-9a-fA-F]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hex();

    [GeneratedRegex(@"^[-+]?[0-9]+\.[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fraction();
}
