using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Exam.Tests.Papers;

/// <summary>A YAML file as JSON, as editors read it; and one random change to such a tree.</summary>
internal static class PaperTree
{
    private static readonly string[] Words = ["manual", "automatic", "sample", "verified", "practice", "real", "system", "all", "on", "K21", "K21.1.z", "5", "", "x", "a/b"];

    private static readonly string[] Fields =
        ["unknown", "check", "veto", "maxTimes", "scenes", "source", "status", "timeLimitsByForm", "attempts", "resit", "modes", "forms", "sensed", "picture", "area", "unit", "set", "blocks"];

    public static JsonNode Of(string yaml)
    {
        var stream = new YamlStream();
        using var text = new StringReader(yaml);
        stream.Load(text);
        return Of(stream.Documents[0].RootNode)!;
    }

    /// <summary>A copy with one thing in it changed.</summary>
    public static JsonNode Mutated(JsonNode root, Random random)
    {
        var copy = root.DeepClone();
        var slots = Slots(copy).ToArray();
        var (parent, key) = slots[random.Next(slots.Length)];
        switch (random.Next(4))
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

    private static JsonNode? Value(Random random) => random.Next(10) switch
    {
        0 => null,
        1 => true,
        2 => 1.5,
        3 => new JsonArray(),
        4 => new JsonObject(),
        5 => random.Next(-10, 300),
        6 => 0,
        7 => 99_999_999_999_999,
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
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text } when decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => flag.Value == "true",
        YamlScalarNode { Value: { } text } => JsonValue.Create(text),
        _ => null,
    };
}
