using System.Security.Cryptography;
using System.Text;
using WeldExam.Contracts.Signing;
using WeldExam.Exam.Time;

namespace WeldExam.TestKit.Signing;

/// <summary>A box with its device key, able to boot any number of times.</summary>
/// <param name="name">Its name in certificates and in Opened.</param>
/// <param name="device">The device key.</param>
/// <param name="evidence">Makes the evidence key of boot n.</param>
public sealed class TestBox(string name, IBlockSigner device, Func<int, IBlockSigner> evidence)
{
    public string Name { get; } = name;

    public IBlockSigner Device { get; } = device;

    /// <summary>Trusts this box and nobody else.</summary>
    public DeviceTrust Trust => DeviceTrust.Of(Device.Suite, Name, Device.PublicKey);

    /// <summary>A box whose signatures are the same in every run.</summary>
    public static TestBox Simulated(string name = "box-1") =>
        new(name, new SimulatedSigner($"{name}/device"), boot => new SimulatedSigner($"{name}/boot {boot}"));

    /// <summary>A box with fresh ES256 keys, as in the field.</summary>
    public static TestBox Es256(string name = "box-1") => new(name, FreshKey(), _ => FreshKey());

    /// <summary>The certified evidence key of boot <paramref name="n"/>; the boot's id depends on name and number only.</summary>
    public EvidenceSigner Boot(int n = 0) => EvidenceSigner.Certified(Name, BootOf(n), evidence(n), Device);

    public BootId BootOf(int n) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}/boot {n}")).AsSpan(0, 16), bigEndian: true));

    private static Es256Signer FreshKey() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));
}
