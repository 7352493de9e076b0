using System.Numerics;
using System.Security.Cryptography;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Cbor;
using WeldExam.Contracts.Signing;
using WeldExam.Contracts.Tests.Forging;
using WeldExam.TestKit.Journals;
using Xunit;

namespace WeldExam.Contracts.Tests.Blocks;

/// <summary>One value, one spelling: whatever else says the same is refused, signed or not.</summary>
[Trait("Clause", "RFC 8949 §4.2.1")]
public sealed class CanonicalFormTests
{
    private static readonly byte[] Payload = Forger.Honest.Message.Payload.ToArray();

    [Fact]
    public void The_honest_block_is_taken() => Assert.Null(Forger.Judge(Payload));

    [Fact]
    public void Longer_heads_are_refused_wherever_they_stand()
    {
        var count = 0;
        foreach (var longer in Respeller.LongerHeads(Payload))
        {
            Assert.NotNull(Forger.Judge(longer));
            count++;
        }

        Assert.True(count > 200);
    }

    [Fact]
    public void Longer_varints_in_sample_columns_are_refused()
    {
        var samples = BlockCodec.Encode(
            new(SampleEntries.Journal(), 0, 0, null, null, [new(new(1000), ArcNoise.Second(1, 0))]), Forger.Box.Boot().Signer);
        var columns = ColumnsOf(samples.Message.Payload);
        Assert.Null(Forger.Judge(Forger.PayloadOf(Forger.EntryOf(2, fields => fields.Bytes(2, columns)))));
        var count = 0;
        foreach (var longer in Respeller.LongerVarints(columns))
        {
            Assert.NotNull(Forger.Judge(Forger.PayloadOf(Forger.EntryOf(2, fields => fields.Bytes(2, longer)))));
            count++;
        }

        Assert.True(count > 100);
    }

    [Theory]
    [InlineData(1, 0, 1, 3, 1, 0, 2)] // one run that says "good" where 0 would do
    [InlineData(2, 1, 1, 3, 2, 2, 2, 0, 1, 1, 2)] // runs [1, 1] of the same quality
    [InlineData(3, 1, 1, 3, 1, 2, 0)] // a run of no length
    [InlineData(4, 1, 2, 3, 1, 0, 2, 1, 0, 2)] // the same channel twice
    public void Other_spellings_of_sample_columns_are_refused(int seed, params int[] numbers)
    {
        Assert.NotEqual(0, seed);
        byte[] columns = [.. numbers.Select(number => (byte)number)];
        Assert.NotNull(Forger.Judge(Forger.PayloadOf(Forger.EntryOf(2, fields => fields.Bytes(2, columns)))));
    }

    [Fact]
    public void Unsorted_and_repeated_keys_are_refused()
    {
        foreach (var keys in new[] { (3, 2), (2, 2), (-1, 2) })
        {
            var payload = Forger.PayloadOf(Forger.EntryOf(200, fields =>
            {
                fields.Field(2).Map(2);
                fields.Field(keys.Item1).Integer(5);
                fields.Field(keys.Item2).Integer(5);
            }));
            Assert.NotNull(Forger.Judge(payload));
        }
    }

    [Fact]
    public void Bytes_after_the_payload_s_map_are_refused() => Assert.NotNull(Forger.Judge([.. Payload, 0]));

    [Fact]
    public void A_base_time_that_is_not_the_earliest_is_refused()
    {
        var late = Forger.EntryOf(13, fields =>
        {
            fields.Integer(2, 2);
            fields.Text(3, "");
        });
        Assert.Null(Forger.Judge(Forger.PayloadOf(late)));
        late[4] = 5;
        Assert.Equal(BlockFaultKind.NotCanonical, Forger.Judge(Forger.PayloadOf(late))!.Kind);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 5, true)]
    [InlineData(-1, 905, true)]
    [InlineData(3, 7, true)]
    [InlineData(0, 10, false)]
    [InlineData(-2, 9050, false)]
    [InlineData(1, 0, false)]
    [InlineData(-1, 0, false)]
    [InlineData(-29, 1, false)]
    [InlineData(10, 1, false)]
    public void A_decimal_has_one_spelling(int exponent, long mantissa, bool isNormal)
    {
        var card = SampleEntries.OpenedBy("b").Part!.TaskCard! with { CurrentMin = 31.4m };
        var opened = SampleEntries.OpenedBy("b") with { Part = SampleEntries.OpenedBy("b").Part! with { TaskCard = card } };
        var block = BlockCodec.Encode(new(SampleEntries.Journal(), 0, 0, null, null, [new(new(0), opened)]), Forger.Box.Boot().Signer);
        byte[] honest = [0x06, 0x82, 0x20, 0x19, 0x01, 0x3A];
        var payload = block.Message.Payload.ToArray();
        var at = payload.AsSpan().IndexOf(honest);
        var writer = new CanonicalWriter();
        writer.Unsigned(6);
        writer.Array(2);
        writer.Integer(exponent);
        writer.Integer(mantissa);
        byte[] forged = [.. payload[..at], .. writer.Written, .. payload[(at + honest.Length)..]];
        Assert.Equal(isNormal, Forger.Judge(forged) is null);
    }

    [Fact]
    [Trait("Clause", "RFC 9052 §4.2")]
    public void Another_envelope_around_the_same_payload_is_refused()
    {
        var honest = Forger.Honest.Bytes.ToArray();
        var header = Forger.Honest.Message.ProtectedItem.Length;
        Assert.Equal([0xD2, 0x84], honest[..2]);
        Assert.Equal(0xA0, honest[2 + header]);

        AssertRefused(honest[1..]);
        AssertRefused([0xD3, .. honest[1..]]);
        AssertRefused([0xD8, 0x12, .. honest[1..]]);
        AssertRefused([.. honest[..(2 + header)], 0xA1, 0x18, 0x2A, 0x00, .. honest[(3 + header)..]]);
        AssertRefused([0xD2, 0x85, .. honest[2..], 0x00]);
        AssertRefused([0xD2, 0x9F, .. honest[2..], 0xFF]);
        foreach (var length in Enumerable.Range(0, honest.Length))
            AssertRefused(honest[..length]);
    }

    [Fact]
    public void A_block_over_64_KiB_is_refused()
    {
        var payload = Forger.PayloadOf(Forger.EntryOf(13, fields =>
        {
            fields.Integer(2, 2);
            fields.Text(3, new string('x', Block.MaxLength));
        }));
        Assert.Equal(BlockFaultKind.TooLong, Forger.Judge(payload)!.Kind);
    }

    [Fact]
    [Trait("Clause", "RFC 9053 §2.1")]
    public void The_upper_twin_of_a_signature_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = new Es256Signer(ECDsa.Create(key.ExportParameters(includePrivateParameters: true)));
        byte[] message = [1, 2, 3];
        var low = signer.Sign(message);
        var order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber, null);
        var high = low.ToArray();
        var s = (order - new BigInteger(low.AsSpan(32), isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
        high.AsSpan(32).Clear();
        s.CopyTo(high, 64 - s.Length);

        Assert.True(key.VerifyData(message, high, HashAlgorithmName.SHA256));
        Assert.True(signer.Suite.Verify(signer.PublicKey.Span, message, low));
        Assert.False(signer.Suite.Verify(signer.PublicKey.Span, message, high));
    }

    private static void AssertRefused(byte[] bytes) => Assert.NotNull(BlockCodec.TryDecode(bytes, out _));

    private static byte[] ColumnsOf(ReadOnlyMemory<byte> payload)
    {
        var reader = new CanonicalReader(payload);
        var fields = FieldReader.Begin(reader);
        fields.Int32(0);
        fields.Id(1);
        fields.Int32(2);
        fields.Integer(3);
        fields.Integer(7);
        return fields.List(8, from =>
        {
            var entry = FieldReader.Begin(from);
            entry.Int32(0);
            entry.Integer(1);
            return entry.Bytes(2);
        })[0];
    }
}
