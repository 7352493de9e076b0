using System.Text.Json.Serialization;

namespace WeldExam.EdgeGateway.Evidence;

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class EvidenceJson : JsonSerializerContext;
