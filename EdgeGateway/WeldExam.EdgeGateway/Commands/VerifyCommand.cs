using System.CommandLine;
using WeldExam.Contracts.Signing;
using WeldExam.EdgeGateway.Evidence;
using WeldExam.Exam;

namespace WeldExam.EdgeGateway.Commands;

/// <summary><c>weldexam verify FILE</c>: form, chain, signatures and seal of a journal, and where it breaks.</summary>
internal static class VerifyCommand
{
    public static Command Create() => new EvidenceArguments().Command("verify", "验证日志 · verify a journal or a bundle", (evidence, _) => Run(evidence));

    private static int Run(EvidenceFile evidence)
    {
        using var suite = new Es256Suite();
        var reading = evidence.Read(suite);
        Console.WriteLine($"sha256     {Hash256.Of(evidence.Journal)}");
        Console.WriteLine($"blocks     {reading.Blocks.Length}, epochs {reading.Boots.Length}, box {reading.Box}");
        if (evidence.KeysFromBundle)
            Console.WriteLine("trust      密钥来自证据包，请与中心公布的公钥核对 · the key came with the bundle: compare it with the centre's list");
        foreach (var (box, key) in evidence.Keys)
            Console.WriteLine($"key        {box} {Convert.ToHexStringLower(key)}");
        if (reading.Fault is { } fault)
        {
            Console.WriteLine($"✘          byte {reading.SoundLength}, after block {reading.Blocks.Length - 1}: {fault}");
            return 1;
        }

        if (reading.Blocks.IsEmpty)
        {
            Console.WriteLine("✘ 空文件，没有任何记录 · empty: not one block");
            return 1;
        }

        if (reading.Seal is not { } seal)
        {
            Console.WriteLine("✔ 未封存 · sound, not sealed");
            return 0;
        }

        var root = reading.MerkleRoot((int)seal.Blocks);
        var whole = seal.Blocks == reading.Blocks.Length - 1 && root == seal.MerkleRoot;
        Console.WriteLine($"merkle     {root} {(whole ? "✔" : "✘")}");
        Console.WriteLine(whole ? "✔ 完整有效 · sound and sealed" : $"✘ the seal covers {seal.Blocks} blocks under {seal.MerkleRoot}");
        return whole ? 0 : 1;
    }
}
