using WeldExam.Exam.Time;

namespace WeldExam.Contracts.Signing;

/// <summary>The key that signs a box's blocks during one boot, with the device key's certificate for it.</summary>
public sealed record EvidenceSigner(string Box, BootId Boot, IBlockSigner Signer, ReadOnlyMemory<byte> Certificate)
{
    /// <summary>Lets the device key certify a fresh evidence key.</summary>
    public static EvidenceSigner Certified(string box, BootId boot, IBlockSigner evidence, IBlockSigner device) =>
        new(box, boot, evidence, EvidenceCertificate.Issue(box, boot, evidence.PublicKey.Span, device));
}
