using WeldExam.Contracts.Cbor;
using WeldExam.Contracts.Receipts;
using WeldExam.Contracts.Signing;
using WeldExam.TestKit.Journals;
using WeldExam.TestKit.Signing;
using Xunit;

namespace WeldExam.Contracts.Tests.Receipts;

public sealed class ReceiptTests
{
    private readonly SimulatedSigner _centre = new("centre");
    private readonly Receipt _receipt = new(SampleEntries.Journal(), 3, 41, SampleEntries.Digest(9));

    [Fact]
    public void A_receipt_comes_back_as_it_was()
    {
        Assert.True(TryRead(_receipt.Sign(_centre), out var read, out _));
        Assert.Equal(_receipt, read);
    }

    [Fact]
    public void Every_flipped_bit_is_refused()
    {
        var bytes = _receipt.Sign(_centre);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(TryRead(bytes, out var read, out var reason));
            Assert.Null(read);
            Assert.NotEmpty(reason);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Another_signer_another_purpose_and_bytes_left_over_are_refused()
    {
        Assert.False(TryRead(_receipt.Sign(new SimulatedSigner("box")), out _, out _));
        Assert.False(TryRead([.. _receipt.Sign(_centre), 0], out _, out _));
        var writer = new CanonicalWriter();
        var fields = FieldWriter.Begin(writer);
        fields.Integer(0, 2);
        fields.End();
        Assert.False(TryRead(CoseSign1.Sign(writer.Written, _centre), out _, out var reason));
        Assert.Equal("not a receipt", reason);
    }

    [Fact]
    public void A_block_is_not_a_receipt_even_under_the_centre_s_key()
    {
        var box = new TestBox("centre", _centre, _ => _centre);
        Assert.False(TryRead(SampleJournals.Short(box).Blocks[1].Bytes.ToArray(), out _, out _));
    }

    private bool TryRead(byte[] bytes, out Receipt? receipt, out string reason) =>
        Receipt.TryRead(bytes, _centre.PublicKey.Span, SimulatedSuite.Instance, out receipt, out reason);
}
