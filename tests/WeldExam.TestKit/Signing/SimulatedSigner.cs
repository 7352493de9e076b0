using System.Security.Cryptography;
using System.Text;
using WeldExam.Contracts.Signing;

namespace WeldExam.TestKit.Signing;

/// <summary>A key of the <see cref="SimulatedSuite"/>; the same name gives the same key and the same signatures.</summary>
public sealed class SimulatedSigner(string name) : IBlockSigner
{
    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes(name));

    public ISignatureSuite Suite => SimulatedSuite.Instance;

    public ReadOnlyMemory<byte> PublicKey => _key;

    public byte[] Sign(ReadOnlySpan<byte> message) => SimulatedSuite.Sign(_key, message);
}
