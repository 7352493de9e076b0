using System.Security.Cryptography;
using WeldExam.Contracts.Reading;
using WeldExam.Exam;
using WeldExam.TestKit.Journals;
using Xunit;

namespace WeldExam.Contracts.Tests.Reading;

/// <summary>Our tree has 32-byte leaves only, so the public vectors (whose leaves vary) check a plain reference, and the reference checks ours.</summary>
[Trait("Clause", "RFC 6962 §2.1")]
public sealed class MerkleTreeTests
{
    /// <summary>Inputs and roots of the certificate-transparency project's Merkle tree tests.</summary>
    private static readonly string[] Leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void The_reference_gives_the_public_roots()
    {
        for (var count = 0; count < Roots.Length; count++)
            Assert.Equal(Roots[count], Convert.ToHexStringLower(Reference([.. Leaves.Take(count).Select(Convert.FromHexString)])));
    }

    [Fact]
    public void Our_tree_gives_the_reference_s_root_for_any_number_of_leaves()
    {
        for (var count = 0; count < 70; count++)
        {
            Hash256[] leaves = [.. Enumerable.Range(0, count).Select(SampleEntries.Digest)];
            Assert.Equal(Convert.ToHexStringLower(Reference([.. leaves.Select(leaf => leaf.ToArray())])), MerkleTree.RootOf(leaves).ToString());
        }
    }

    private static byte[] Reference(byte[][] leaves)
    {
        if (leaves.Length == 0)
            return SHA256.HashData([]);
        if (leaves.Length == 1)
            return SHA256.HashData([0, .. leaves[0]]);
        var split = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)leaves.Length) / 2;
        return SHA256.HashData([1, .. Reference(leaves[..split]), .. Reference(leaves[split..])]);
    }
}
