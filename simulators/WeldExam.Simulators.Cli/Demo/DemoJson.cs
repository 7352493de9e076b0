using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WeldExam.Simulators.Cli.Demo;

/// <summary>The demo's results as one JSON document.</summary>
internal static class DemoJson
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(DemoResults results) => new JsonObject
    {
        ["allAgree"] = results.AreAllTrue,
        ["exams"] = new JsonArray([.. results.Parts.Select(Exam)]),
        ["sittings"] = new JsonArray([.. results.Sittings.Select(Sitting)]),
    }.ToJsonString(Readable);

    private static JsonObject Exam(PartPair part) => new()
    {
        ["id"] = Copy(part.Exam["id"]),
        ["sitting"] = Copy(part.Exam["sitting"]),
        ["candidate"] = Copy(part.Exam["candidate"]),
        ["task"] = Copy(part.Exam["task"]),
        ["score"] = Copy(part.BoxSheet["points"]),
        ["verdict"] = Copy(part.Exam["verdict"]),
        ["items"] = new JsonArray([.. part.BoxSheet["blocks"]!.AsArray().SelectMany(block => block!["items"]!.AsArray()).Select(Copy)]),
        ["journalSha256"] = new JsonObject { ["box"] = part.BoxJournalSha256, ["centre"] = part.CentreJournalSha256 },
        ["blocks"] = Copy(part.Exam["blocks"]),
        ["reScore"] = new JsonObject { ["result"] = Copy(part.Exam["reScore"]), ["points"] = Copy(part.Exam["reScoredPoints"]) },
        ["chainOk"] = Copy(part.Exam["chainOk"]),
    };

    private static JsonObject Sitting(JsonNode sitting) => new()
    {
        ["id"] = Copy(sitting["id"]),
        ["total"] = Copy(sitting["total"]),
        ["totalHash"] = Copy(sitting["totalHash"]),
        ["resit"] = Copy(sitting["resit"]),
    };

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();
}
