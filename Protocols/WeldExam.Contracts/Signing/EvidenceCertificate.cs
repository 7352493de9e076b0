using WeldExam.Contracts.Cbor;
using WeldExam.Exam.Time;

namespace WeldExam.Contracts.Signing;

/// <summary>The device key's word that an evidence key belongs to a box for one boot.</summary>
/// <param name="Box">The box.</param>
/// <param name="Boot">The boot for which the key was made.</param>
/// <param name="PublicKey">The evidence key.</param>
/// <param name="DeviceKey">Which device key certified it.</param>
public sealed record EvidenceCertificate(string Box, BootId Boot, ReadOnlyMemory<byte> PublicKey, KeyId DeviceKey)
{
    /// <summary>Certifies <paramref name="evidenceKey"/>; the bytes travel in the header of each epoch.</summary>
    public static byte[] Issue(string box, BootId boot, ReadOnlySpan<byte> evidenceKey, IBlockSigner device)
    {
        var writer = new CanonicalWriter();
        var fields = FieldWriter.Begin(writer);
        fields.Text(0, box);
        fields.Id(1, boot.Value);
        fields.Bytes(2, evidenceKey);
        fields.End();
        return CoseSign1.Sign(writer.Written, device);
    }

    /// <summary>Reads a certificate without judging who signed it.</summary>
    /// <exception cref="CanonicalFormException">Not a certificate.</exception>
    public static (EvidenceCertificate Certificate, CoseSign1 Message) Read(ReadOnlyMemory<byte> bytes)
    {
        var message = CoseSign1.Read(bytes);
        var reader = new CanonicalReader(message.Payload);
        var fields = FieldReader.Begin(reader);
        var certificate = new EvidenceCertificate(fields.Text(0), new(fields.Id(1)), fields.Bytes(2), message.Key);
        return fields.IsDone && reader.AtEnd && message.Encoded.Length == bytes.Length
            ? (certificate, message)
            : throw new CanonicalFormException(0, "evidence certificate has bytes left over");
    }
}
