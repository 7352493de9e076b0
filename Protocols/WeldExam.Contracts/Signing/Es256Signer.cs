using System.Security.Cryptography;

namespace WeldExam.Contracts.Signing;

/// <summary>Signs with a P-256 private key held in memory.</summary>
public sealed class Es256Signer : IBlockSigner, IDisposable
{
    private readonly ECDsa _key;

    /// <param name="key">Owned from now on.</param>
    public Es256Signer(ECDsa key)
    {
        _key = key;
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        PublicKey = (byte[])[4, .. q.X!, .. q.Y!];
    }

    public ISignatureSuite Suite { get; } = new Es256Suite();

    public ReadOnlyMemory<byte> PublicKey { get; }

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = _key.SignData(message, HashAlgorithmName.SHA256);
        Es256Suite.ToLowS(signature);
        return signature;
    }

    public void Dispose() => _key.Dispose();
}
