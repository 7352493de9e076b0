using System.Security.Cryptography;
using WeldExam.Exam;

namespace WeldExam.Contracts.Reading;

/// <summary>Merkle tree hash of RFC 6962 §2.1 whose leaves are the SHA-256 values of blocks and files.</summary>
public static class MerkleTree
{
    /// <summary>Root over <paramref name="leaves"/> in their order; of none, the hash of nothing.</summary>
    public static Hash256 RootOf(ReadOnlySpan<Hash256> leaves)
    {
        if (leaves.IsEmpty)
            return Hash256.Of([]);
        if (leaves.Length == 1)
            return Leaf(leaves[0]);
        var split = 1;
        while (split * 2 < leaves.Length)
            split *= 2;
        return Node(RootOf(leaves[..split]), RootOf(leaves[split..]));
    }

    private static Hash256 Leaf(Hash256 content)
    {
        Span<byte> bytes = stackalloc byte[1 + Hash256.Length];
        bytes[0] = 0;
        content.CopyTo(bytes[1..]);
        return Hash(bytes);
    }

    private static Hash256 Node(Hash256 left, Hash256 right)
    {
        Span<byte> bytes = stackalloc byte[1 + (2 * Hash256.Length)];
        bytes[0] = 1;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + Hash256.Length)..]);
        return Hash(bytes);
    }

    private static Hash256 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Hash256.FromBytes(hash);
    }
}
