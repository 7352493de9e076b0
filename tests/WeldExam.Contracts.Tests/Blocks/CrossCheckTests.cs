using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using WeldExam.Contracts.Signing;
using WeldExam.TestKit.Journals;
using WeldExam.TestKit.Signing;
using Xunit;

namespace WeldExam.Contracts.Tests.Blocks;

/// <summary>Our bytes against the platform's own CBOR and COSE.</summary>
public sealed class CrossCheckTests
{
    [Fact]
    [Trait("Clause", "RFC 8949 §4.2.1")]
    public void The_platform_s_canonical_writer_spells_every_payload_the_same_way()
    {
        foreach (var block in SampleJournals.Part(TestBox.Simulated()).Blocks)
        {
            var reader = new CborReader(block.Message.Payload, CborConformanceMode.Canonical);
            var writer = new CborWriter(CborConformanceMode.Canonical);
            Copy(reader, writer);
            Assert.Equal(0, reader.BytesRemaining);
            Assert.True(writer.Encode().AsSpan().SequenceEqual(block.Message.Payload.Span));
        }
    }

    [Fact]
    [Trait("Clause", "RFC 9052 §4.4")]
    public void The_platform_verifies_what_we_sign()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = new Es256Signer(ECDsa.Create(key.ExportParameters(includePrivateParameters: true)));
        byte[] payload = [1, 2, 3];
        var message = CoseMessage.DecodeSign1(CoseSign1.Sign(payload, signer));
        Assert.True(message.VerifyEmbedded(key));
        Assert.Equal(payload, message.Content!.Value.ToArray());
        Assert.Empty(message.UnprotectedHeaders);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.False(message.VerifyEmbedded(other));
    }

    [Fact]
    public void We_verify_what_the_platform_signs()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var ours = new Es256Signer(ECDsa.Create(key.ExportParameters(includePrivateParameters: true)));
        var kid = new byte[KeyId.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(kid, KeyId.Of(ours.PublicKey.Span).Value);
        var header = new CoseHeaderMap { [CoseHeaderLabel.KeyIdentifier] = CoseHeaderValue.FromBytes(kid) };
        for (var i = 0; i < 20; i++)
        {
            var bytes = CoseSign1Message.SignEmbedded([9, 8, 7, (byte)i], new CoseSigner(key, HashAlgorithmName.SHA256, header));
            Es256Suite.ToLowS(bytes.AsSpan()[^64..]);
            var message = CoseSign1.Read(bytes);
            Assert.Equal([9, 8, 7, (byte)i], message.Payload.ToArray());
            Assert.True(message.IsSignedBy(ours.PublicKey.Span, ours.Suite));
        }
    }

    private static void Copy(CborReader reader, CborWriter writer)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger:
                writer.WriteInt64(reader.ReadInt64());
                break;
            case CborReaderState.ByteString:
                writer.WriteByteString(reader.ReadByteString());
                break;
            case CborReaderState.TextString:
                writer.WriteTextString(reader.ReadTextString());
                break;
            case CborReaderState.StartArray:
                writer.WriteStartArray(reader.ReadStartArray());
                while (reader.PeekState() != CborReaderState.EndArray)
                    Copy(reader, writer);
                reader.ReadEndArray();
                writer.WriteEndArray();
                break;
            case CborReaderState.StartMap:
                writer.WriteStartMap(reader.ReadStartMap());
                while (reader.PeekState() != CborReaderState.EndMap)
                    Copy(reader, writer);
                reader.ReadEndMap();
                writer.WriteEndMap();
                break;
            default:
                Assert.Fail($"journals do not use {reader.PeekState()}");
                break;
        }
    }
}
