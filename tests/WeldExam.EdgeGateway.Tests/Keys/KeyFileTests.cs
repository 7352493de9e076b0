using System.Security.Cryptography;
using WeldExam.EdgeGateway.Keys;

namespace WeldExam.EdgeGateway.Tests.Keys;

public sealed class KeyFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TempFolder _folder = new();

    [Fact]
    public void A_key_is_made_once_for_its_owner_only_and_is_the_same_ever_after()
    {
        var path = _folder.At("keys/device.pem");
        var made = KeyFile.LoadOrCreate(path);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(path));
        var again = KeyFile.LoadOrCreate(path);
        Assert.Equal(made.PublicKey.ToArray(), again.PublicKey.ToArray());
        Assert.True(made.Suite.Verify(made.PublicKey.Span, "message"u8, again.Sign("message"u8)));
        Assert.Equal([path], Directory.GetFiles(_folder.At("keys")));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_key_that_others_may_touch_is_refused(UnixFileMode mode)
    {
        var path = _folder.At("device.pem");
        KeyFile.LoadOrCreate(path);
        File.SetUnixFileMode(path, OwnerOnly | mode);
        Assert.Contains("chmod 600", Refused(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_but_a_private_P256_key_is_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var brainpool = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Contains("not a P-256 key", Refused(Written(p384.ExportPkcs8PrivateKeyPem())), StringComparison.Ordinal);
        Assert.Contains("not a P-256 key", Refused(Written(brainpool.ExportPkcs8PrivateKeyPem())), StringComparison.Ordinal);
        Assert.Contains("not a private key", Refused(Written(p256.ExportSubjectPublicKeyInfoPem())), StringComparison.Ordinal);
        Assert.Contains("not a private key", Refused(Written("rubbish")), StringComparison.Ordinal);
        Assert.Contains("not a private key", Refused(Written("")), StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_keys_of_two_boots_differ() =>
        Assert.NotEqual(KeyFile.CreateEphemeral().PublicKey.ToArray(), KeyFile.CreateEphemeral().PublicKey.ToArray());

    [Fact]
    public void The_kernel_names_the_boot() => Assert.Equal(SystemBoot.Read(), SystemBoot.Read());

    public void Dispose() => _folder.Dispose();

    private static string Refused(string path) => Assert.Throws<InvalidDataException>(() => KeyFile.LoadOrCreate(path)).Message;

    private string Written(string pem)
    {
        var path = _folder.At("other.pem");
        File.WriteAllText(path, pem);
        File.SetUnixFileMode(path, OwnerOnly);
        return path;
    }
}
