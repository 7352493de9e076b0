using System.Text.Json.Serialization;

namespace WeldExam.EdgeGateway.Texts;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Dictionary<string, CatalogueText>))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
