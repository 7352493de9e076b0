using System.Buffers.Binary;
using WeldExam.Contracts.Cbor;

namespace WeldExam.Contracts.Signing;

/// <summary>COSE_Sign1 (RFC 9052 §4.2) in the one spelling we accept: tag 18, protected header {1: algorithm, 4: key id},
/// empty unprotected header, payload present, signature of the suite's length.</summary>
/// <param name="Encoded">All bytes.</param>
/// <param name="ProtectedItem">The protected header as it stands: a CBOR byte string with its head.</param>
/// <param name="PayloadItem">The payload as it stands: a CBOR byte string with its head.</param>
/// <param name="Payload">The payload's content.</param>
/// <param name="Algorithm">COSE algorithm number.</param>
/// <param name="Key">Which key signed.</param>
/// <param name="Signature">The signature's content.</param>
public sealed record CoseSign1(
    ReadOnlyMemory<byte> Encoded,
    ReadOnlyMemory<byte> ProtectedItem,
    ReadOnlyMemory<byte> PayloadItem,
    ReadOnlyMemory<byte> Payload,
    int Algorithm,
    KeyId Key,
    ReadOnlyMemory<byte> Signature)
{
    private const int Tag = 18;

    /// <summary>"Signature1" as a CBOR text string, first item of Sig_structure (RFC 9052 §4.4), after the array head.</summary>
    private static readonly byte[] StructureHead = [0x84, 0x6A, .. "Signature1"u8];

    /// <summary>Signs <paramref name="payload"/>.</summary>
    public static byte[] Sign(ReadOnlySpan<byte> payload, IBlockSigner signer)
    {
        var writer = new CanonicalWriter();
        writer.Map(2);
        writer.Unsigned(1);
        writer.Integer(signer.Suite.Algorithm);
        writer.Unsigned(4);
        Span<byte> kid = stackalloc byte[KeyId.Length];
        BinaryPrimitives.WriteUInt64BigEndian(kid, KeyId.Of(signer.PublicKey.Span).Value);
        writer.Bytes(kid);
        var header = writer.ToArray();

        writer.Clear();
        writer.Bytes(header);
        var headerItem = writer.ToArray();
        writer.Clear();
        writer.Bytes(payload);
        var payloadItem = writer.ToArray();
        var signature = signer.Sign(ToBeSigned(headerItem, payloadItem));

        writer.Clear();
        writer.Head(MajorType.Tag, Tag);
        writer.Array(4);
        writer.Raw(headerItem);
        writer.Map(0);
        writer.Raw(payloadItem);
        writer.Bytes(signature);
        return writer.ToArray();
    }

    /// <summary>Reads the message at the start of <paramref name="bytes"/>, which may go on after it.</summary>
    /// <exception cref="CanonicalFormException">Another spelling, or not COSE_Sign1, or cut short.</exception>
    public static CoseSign1 Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        if (reader.Head(MajorType.Tag) != Tag || reader.Array() != 4)
            throw new CanonicalFormException(0, "not a tagged COSE_Sign1");
        var headerStart = reader.Offset;
        var headerLength = reader.Bytes().Length;
        var header = bytes[headerStart..reader.Offset];
        var (algorithm, key) = ReadProtected(header[^headerLength..]);
        if (reader.Map() != 0)
            throw new CanonicalFormException(reader.Offset, "the unprotected header is not empty");
        var payloadStart = reader.Offset;
        var payloadLength = reader.Bytes().Length;
        var payload = bytes[payloadStart..reader.Offset];
        var signatureLength = reader.Bytes().Length;
        var signature = bytes[(reader.Offset - signatureLength)..reader.Offset];
        return new(bytes[..reader.Offset], header, payload, payload[^payloadLength..], algorithm, key, signature);
    }

    /// <summary>Whether <paramref name="publicKey"/> made the signature.</summary>
    public bool IsSignedBy(ReadOnlySpan<byte> publicKey, ISignatureSuite suite) =>
        Algorithm == suite.Algorithm
        && Key == KeyId.Of(publicKey)
        && suite.Verify(publicKey, ToBeSigned(ProtectedItem.Span, PayloadItem.Span), Signature.Span);

    private static byte[] ToBeSigned(ReadOnlySpan<byte> headerItem, ReadOnlySpan<byte> payloadItem) =>
        [.. StructureHead, .. headerItem, 0x40, .. payloadItem];

    private static (int Algorithm, KeyId Key) ReadProtected(ReadOnlyMemory<byte> header)
    {
        var reader = new CanonicalReader(header);
        var fields = FieldReader.Begin(reader);
        var algorithm = fields.Int32(1);
        var kid = fields.Bytes(4);
        return fields.IsDone && reader.AtEnd && kid.Length == KeyId.Length
            ? (algorithm, new KeyId(BinaryPrimitives.ReadUInt64BigEndian(kid)))
            : throw new CanonicalFormException(0, "protected header is not {algorithm, key id}");
    }
}
