using WeldExam.Contracts.Signing;

namespace WeldExam.Ingest.Hosting;

/// <summary>One key for receipts and issued files, asked for by several: one signature at a time.</summary>
public sealed class SharedSigner(IBlockSigner signer) : IBlockSigner
{
    private readonly Lock _one = new();

    public ISignatureSuite Suite => signer.Suite;

    public ReadOnlyMemory<byte> PublicKey => signer.PublicKey;

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        lock (_one)
            return signer.Sign(message);
    }
}
