using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using WeldExam.Contracts.Topics;
using WeldExam.Exam.Journal;
using WeldExam.Exam.People;

namespace WeldExam.Contracts.Files;

/// <summary>The staff register on the wire: UTF-8 JSON in one spelling. The centre reads what people write and issues the one spelling; a box takes nothing else.</summary>
public static class StaffFile
{
    private static readonly StaffJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        AllowOutOfOrderMetadataProperties = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<StaffRole>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<Employer>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    });

    /// <summary>The one spelling.</summary>
    public static byte[] ToJson(StaffRegister register) => JsonSerializer.SerializeToUtf8Bytes(register, Json.StaffRegister);

    /// <summary>The unsigned file.</summary>
    public static SignedFile ToFile(StaffRegister register) =>
        new(FileKind.Staff, register.Point, register.Version.ToString(CultureInfo.InvariantCulture), ToJson(register));

    /// <summary>Reads and checks a register in any spelling; null with the reason when it is refused whole.</summary>
    public static StaffRegister? TryRead(ReadOnlySpan<byte> json, out string reason)
    {
        try
        {
            var register = JsonSerializer.Deserialize(json, Json.StaffRegister);
            reason = register is null ? "nothing"
                : register.Fault() ?? (TopicLevel.IsValid(register.Point) ? string.Empty : "point cannot stand in a topic");
            if (reason.Length == 0 && register!.Persons.Select(person => person.Id).Any(IdNumbers.LooksLikeOne))
                reason = "a staff number looks like an ID number";
            return reason.Length == 0 ? register : null;
        }
        catch (JsonException exception)
        {
            reason = exception.Message;
            return null;
        }
    }

    /// <summary>Reads what a centre issued: the one spelling.</summary>
    public static StaffRegister? TryReadIssued(ReadOnlySpan<byte> json, out string reason)
    {
        var register = TryRead(json, out reason);
        if (register is null || ToJson(register).AsSpan().SequenceEqual(json))
            return register;
        reason = "not in its one spelling";
        return null;
    }
}

/// <summary>The shapes that <see cref="StaffFile"/> reads and writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StaffRegister))]
internal sealed partial class StaffJson : JsonSerializerContext;
