using WeldExam.Contracts.Cbor;
using WeldExam.Contracts.Signing;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Contracts.Receipts;

/// <summary>The centre's word, given after its commit, that it holds a journal without a gap up to a block.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Epoch">Epoch of the last block held.</param>
/// <param name="UpTo">Number of the last block held; all before it are held too.</param>
/// <param name="Hash">Hash of that block.</param>
public sealed record Receipt(JournalId Journal, int Epoch, long UpTo, Hash256 Hash)
{
    private const int Purpose = 1;

    public byte[] Sign(IBlockSigner centre)
    {
        var writer = new CanonicalWriter();
        var fields = FieldWriter.Begin(writer);
        fields.Integer(0, Purpose);
        fields.Id(1, Journal.Value);
        fields.Integer(2, Epoch);
        fields.Integer(3, UpTo);
        fields.Hash(4, Hash);
        fields.End();
        return CoseSign1.Sign(writer.Written, centre);
    }

    /// <summary>Reads a receipt and checks that the centre signed it; false with the reason otherwise.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, ReadOnlySpan<byte> centreKey, ISignatureSuite suite, out Receipt? receipt, out string reason)
    {
        receipt = null;
        try
        {
            var message = CoseSign1.Read(bytes);
            var reader = new CanonicalReader(message.Payload);
            var fields = FieldReader.Begin(reader);
            if (fields.Int32(0) != Purpose)
            {
                reason = "not a receipt";
                return false;
            }

            var read = new Receipt(new(fields.Id(1)), fields.Int32(2), fields.Integer(3), fields.Hash(4));
            if (!fields.IsDone || !reader.AtEnd || message.Encoded.Length != bytes.Length)
                reason = "bytes left over";
            else if (!message.IsSignedBy(centreKey, suite))
                reason = "not signed by the centre";
            else
                (receipt, reason) = (read, "");
        }
        catch (CanonicalFormException exception)
        {
            reason = exception.Message;
        }

        return receipt is not null;
    }
}
