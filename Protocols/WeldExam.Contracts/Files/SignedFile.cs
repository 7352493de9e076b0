using WeldExam.Contracts.Cbor;
using WeldExam.Contracts.Signing;
using WeldExam.Exam;

namespace WeldExam.Contracts.Files;

/// <summary>A file that the centre issues: papers, rosters, policies. Whoever holds the centre's key can check it, however it travelled.</summary>
/// <param name="Kind">paper, roster.</param>
/// <param name="Name">Name within its kind.</param>
/// <param name="Version">A higher one replaces a lower one of the same kind and name.</param>
/// <param name="Content">The file itself.</param>
public sealed record SignedFile(string Kind, string Name, long Version, ReadOnlyMemory<byte> Content)
{
    public const string Paper = "paper";
    public const string Roster = "roster";

    private const int Purpose = 2;

    /// <summary>SHA-256 of the content: what journals name.</summary>
    public Hash256 Hash => Hash256.Of(Content.Span);

    public byte[] Sign(IBlockSigner centre)
    {
        var writer = new CanonicalWriter();
        var fields = FieldWriter.Begin(writer);
        fields.Integer(0, Purpose);
        fields.Text(1, Kind);
        fields.Text(2, Name);
        fields.Integer(3, Version);
        fields.Bytes(4, Content.Span);
        fields.End();
        return CoseSign1.Sign(writer.Written, centre);
    }

    /// <summary>Reads a file and checks that the centre signed it; null with the reason otherwise.</summary>
    public static SignedFile? Read(ReadOnlyMemory<byte> bytes, ReadOnlySpan<byte> centreKey, ISignatureSuite suite, out string reason)
    {
        try
        {
            var message = CoseSign1.Read(bytes);
            var reader = new CanonicalReader(message.Payload);
            var fields = FieldReader.Begin(reader);
            reason = fields.Int32(0) != Purpose ? "not an issued file" : "";
            if (reason.Length > 0)
                return null;
            var file = new SignedFile(fields.Text(1), fields.Text(2), fields.Integer(3), fields.Bytes(4));
            if (!fields.IsDone || !reader.AtEnd || message.Encoded.Length != bytes.Length)
                reason = "bytes left over";
            else if (!message.IsSignedBy(centreKey, suite))
                reason = "not signed by the centre";
            return reason.Length == 0 ? file : null;
        }
        catch (CanonicalFormException exception)
        {
            reason = exception.Message;
            return null;
        }
    }
}
