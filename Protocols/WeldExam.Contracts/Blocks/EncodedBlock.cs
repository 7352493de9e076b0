using WeldExam.Contracts.Signing;
using WeldExam.Exam;

namespace WeldExam.Contracts.Blocks;

/// <summary>A block with the bytes it stands for: what is stored, sent and hashed.</summary>
/// <param name="Block">What it says.</param>
/// <param name="Message">Its envelope; <see cref="CoseSign1.Encoded"/> are all its bytes.</param>
/// <param name="Hash">SHA-256 of all its bytes: what the next block names.</param>
public sealed record EncodedBlock(Block Block, CoseSign1 Message, Hash256 Hash)
{
    public ReadOnlyMemory<byte> Bytes => Message.Encoded;
}
