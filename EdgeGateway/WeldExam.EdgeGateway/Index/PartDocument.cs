using System.Security.Cryptography;
using System.Text;
using LiteDB;

namespace WeldExam.EdgeGateway.Index;

/// <summary>An entry as a LiteDB document: the entry's JSON and a digest over it, since LiteDB's pages have no check sums. No mapper, no reflection.</summary>
internal static class PartDocument
{
    private const string Id = "_id";
    private const string Entry = "part";
    private const string Digest = "sha256";

    public static BsonDocument Of(IndexedPart part)
    {
        var json = System.Text.Json.JsonSerializer.Serialize(part, IndexJson.Default.IndexedPart);
        return new() { [Id] = part.Part.ToString("N"), [Entry] = json, [Digest] = DigestOf(json) };
    }

    /// <summary>Reads a document back; null when it is not what was written.</summary>
    public static IndexedPart? Read(BsonDocument document)
    {
        if (document[Entry] is not { IsString: true } entry || document[Digest] is not { IsString: true } digest || digest.AsString != DigestOf(entry.AsString))
            return null;
        try
        {
            var part = System.Text.Json.JsonSerializer.Deserialize(entry.AsString, IndexJson.Default.IndexedPart);
            return part is not null && document[Id] is { IsString: true } id && id.AsString == part.Part.ToString("N") ? part : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static string DigestOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
