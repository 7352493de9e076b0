using WeldExam.Contracts.Cbor;
using WeldExam.Contracts.Signing;
using WeldExam.Contracts.Topics;
using WeldExam.Exam;

namespace WeldExam.Contracts.Files;

/// <summary>A file that the centre put in force: COSE_Sign1 over {purpose, kind, name, version, content}.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its stable name: a paper's id, a roster's exam point, a policy's id.</param>
/// <param name="Version">Which edition of that name.</param>
/// <param name="Content">The file itself.</param>
public sealed record SignedFile(FileKind Kind, string Name, string Version, ReadOnlyMemory<byte> Content)
{
    /// <summary>Longest message that is read at all.</summary>
    public const int MaxLength = 8 * 1024 * 1024;

    private const int Purpose = 2;

    /// <summary>The file's identity: SHA-256 of its content.</summary>
    public Hash256 Hash { get; } = Hash256.Of(Content.Span);

    /// <summary>Last level of its topic. Editions of a paper stand side by side, since a sitting keeps the paper it began with;
    /// a roster or a policy replaces the one before it.</summary>
    public string TopicName => Kind == FileKind.Paper ? $"{Name}@{Version}" : Name;

    public byte[] Sign(IBlockSigner centre)
    {
        var writer = new CanonicalWriter();
        var fields = FieldWriter.Begin(writer);
        fields.Integer(0, Purpose);
        fields.Code(1, Kind);
        fields.Text(2, Name);
        fields.Text(3, Version);
        fields.Bytes(4, Content.Span);
        fields.End();
        return CoseSign1.Sign(writer.Written, centre);
    }

    /// <summary>Reads a file and checks that the centre signed it; false with the reason otherwise.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, ReadOnlySpan<byte> centreKey, ISignatureSuite suite, out SignedFile? file, out string reason)
    {
        file = null;
        if (bytes.Length > MaxLength)
        {
            reason = $"{bytes.Length} bytes are too long";
            return false;
        }

        try
        {
            var message = CoseSign1.Read(bytes);
            if (!message.IsSignedBy(centreKey, suite))
            {
                reason = "not signed by the centre";
                return false;
            }

            var reader = new CanonicalReader(message.Payload);
            var fields = FieldReader.Begin(reader);
            if (fields.Int32(0) != Purpose)
            {
                reason = "not a file";
                return false;
            }

            var read = new SignedFile(fields.Code<FileKind>(1), fields.Text(2), fields.Text(3), fields.Bytes(4));
            reason = !fields.IsDone || !reader.AtEnd || message.Encoded.Length != bytes.Length ? "bytes left over"
                : TopicLevel.IsValid(read.TopicName) ? string.Empty
                : "its name cannot stand in a topic";
            file = reason.Length == 0 ? read : null;
        }
        catch (Exception exception) when (exception is CanonicalFormException or NewerFormatException)
        {
            reason = exception.Message;
        }

        return file is not null;
    }
}
