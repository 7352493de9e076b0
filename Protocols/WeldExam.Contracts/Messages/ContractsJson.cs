using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using WeldExam.Contracts.Files;

namespace WeldExam.Contracts.Messages;

/// <summary>The JSON of topics and files. A reader of advisory messages ignores fields of newer boxes; a signed file is read strictly.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(BoxStatus))]
[JsonSerializable(typeof(BoxReadiness))]
[JsonSerializable(typeof(BoxLive))]
[JsonSerializable(typeof(Roster))]
[JsonSerializable(typeof(PaperPolicy))]
public sealed partial class ContractsJson : JsonSerializerContext
{
    /// <summary>Refuses unknown and repeated fields.</summary>
    public static ContractsJson Strict { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    internal static T? TryRead<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
