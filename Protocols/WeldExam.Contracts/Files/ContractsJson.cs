using System.Text.Json.Serialization;
using WeldExam.Contracts.Messages;

namespace WeldExam.Contracts.Files;

/// <summary>The JSON form of everything that leaves the box or the centre as JSON: camel case, names of enumerations in camel case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RosterFile))]
[JsonSerializable(typeof(StatusMessage))]
[JsonSerializable(typeof(ReadinessMessage))]
[JsonSerializable(typeof(LiveMessage))]
public sealed partial class ContractsJson : JsonSerializerContext;
