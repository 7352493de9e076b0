using System.Text.Json.Serialization;

namespace WeldExam.EdgeGateway.Api;

/// <summary>The JSON of the box's API: fields in camel case, enumerations by name (read in any case), decimals as numbers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BoxView))]
[JsonSerializable(typeof(StationView))]
[JsonSerializable(typeof(PartView))]
[JsonSerializable(typeof(IdentityView))]
[JsonSerializable(typeof(ReadinessView))]
[JsonSerializable(typeof(PaperView[]))]
[JsonSerializable(typeof(ActDone))]
[JsonSerializable(typeof(ActRefused))]
[JsonSerializable(typeof(OpenPart))]
[JsonSerializable(typeof(SimpleAct))]
[JsonSerializable(typeof(EndPart))]
[JsonSerializable(typeof(RearmBooth))]
[JsonSerializable(typeof(DrawTask))]
[JsonSerializable(typeof(DrawView))]
[JsonSerializable(typeof(Mark))]
[JsonSerializable(typeof(Override))]
[JsonSerializable(typeof(Signature))]
[JsonSerializable(typeof(PartPage))]
[JsonSerializable(typeof(ResitView))]
internal sealed partial class ApiJson : JsonSerializerContext;
