namespace WeldExam.Contracts.Signing;

/// <summary>A private key that signs for a box or for the centre.</summary>
public interface IBlockSigner
{
    ISignatureSuite Suite { get; }

    /// <summary>Public key, in the suite's own encoding (ES256: uncompressed point, SEC 1 §2.3.3, 65 bytes).</summary>
    ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>Signs <paramref name="message"/>; the signature is in the suite's one acceptable spelling.</summary>
    byte[] Sign(ReadOnlySpan<byte> message);
}
