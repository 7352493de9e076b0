using System.Security.Cryptography;
using WeldExam.Contracts.Signing;
using WeldExam.TestKit.Signing;
using Xunit;

namespace WeldExam.Contracts.Tests.Signing;

public sealed class Es256Tests
{
    [Fact]
    public void A_signature_counts_for_its_key_and_its_message_only()
    {
        using var suite = new Es256Suite();
        using var key = new Es256Signer(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        using var other = new Es256Signer(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        for (var i = 0; i < 50; i++)
        {
            var signature = key.Sign([(byte)i]);
            Assert.True(suite.Verify(key.PublicKey.Span, [(byte)i], signature));
            Assert.False(suite.Verify(key.PublicKey.Span, [(byte)(i + 1)], signature));
            Assert.False(suite.Verify(other.PublicKey.Span, [(byte)i], signature));
            Assert.False(suite.Verify(key.PublicKey.Span, [(byte)i], signature.AsSpan(1)));
        }
    }

    [Fact]
    public void A_point_that_is_not_on_the_curve_is_no_key_and_does_not_disturb_the_next()
    {
        using var suite = new Es256Suite();
        using var key = new Es256Signer(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var signature = key.Sign([1]);
        var broken = key.PublicKey.ToArray();
        broken[64] ^= 1;
        Assert.False(suite.Verify(broken, [1], signature));
        Assert.False(suite.Verify([], [1], signature));
        Assert.True(suite.Verify(key.PublicKey.Span, [1], signature));
        Assert.False(suite.Verify(broken, [1], signature));
    }

    [Fact]
    public void The_simulated_signer_repeats_itself()
    {
        Assert.Equal(new SimulatedSigner("a").Sign([1, 2]), new SimulatedSigner("a").Sign([1, 2]));
        Assert.NotEqual(new SimulatedSigner("a").Sign([1, 2]), new SimulatedSigner("b").Sign([1, 2]));
        Assert.Equal(64, new SimulatedSigner("a").Sign([]).Length);
    }
}
