using System.Text.Json.Serialization;

namespace WeldExam.EdgeGateway.Index;

/// <summary>How an entry is written down; enumerations by name.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(IndexedPart))]
internal sealed partial class IndexJson : JsonSerializerContext;
