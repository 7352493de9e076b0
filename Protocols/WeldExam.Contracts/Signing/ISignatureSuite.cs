namespace WeldExam.Contracts.Signing;

/// <summary>A signature scheme of the evidence format. <c>intl</c> is ES256; national suites sit beside it.</summary>
public interface ISignatureSuite
{
    /// <summary>Name in configuration and documents.</summary>
    string Name { get; }

    /// <summary>COSE algorithm number (IANA COSE Algorithms).</summary>
    int Algorithm { get; }

    /// <summary>Bytes in one signature.</summary>
    int SignatureLength { get; }

    /// <summary>Whether <paramref name="signature"/> is the one acceptable spelling of a valid signature.</summary>
    bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
