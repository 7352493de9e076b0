using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace WeldExam.Simulators.Truth;

/// <summary>The truth log as text: entries as one JSON object a line, samples as CSV.</summary>
public static class TruthLines
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(), new SecondsConverter() },
    };

    /// <summary><c>{"kind":"ArcEnded","started":12.34,"cause":"Broken","at":34.56}</c>; times are seconds since the station started.</summary>
    public static string Of(TruthEntry entry)
    {
        var line = new JsonObject { ["kind"] = entry.GetType().Name };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(entry, entry.GetType(), Options)!.AsObject())
            line[name] = value?.DeepClone();
        return line.ToJsonString();
    }

    /// <summary><c>seconds,volts,amperes</c>.</summary>
    public static string Of(TruthSample sample)
        => string.Create(CultureInfo.InvariantCulture, $"{sample.At.TotalSeconds:F2},{sample.Volts:F3},{sample.Amperes:F3}");

    private sealed class SecondsConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => TimeSpan.FromSeconds(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options)
            => writer.WriteNumberValue(Math.Round(value.TotalSeconds, 2));
    }
}
