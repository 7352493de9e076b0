using CsCheck;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Tests.Forging;
using Xunit;

namespace WeldExam.Contracts.Tests.Blocks;

public sealed class RandomBytesTests
{
    private static readonly byte[] Honest = Forger.Honest.Bytes.ToArray();
    private static readonly byte[] Payload = Forger.Honest.Message.Payload.ToArray();

    [Fact]
    public void Random_bytes_are_a_fault_and_never_an_exception() =>
        Gen.Byte.Array[0, 300].Sample(bytes => Assert.NotNull(BlockCodec.TryDecode(bytes, out _)), iter: 20_000);

    [Fact]
    public void Random_payloads_in_an_honest_envelope_are_a_fault_and_never_an_exception() =>
        Gen.Byte.Array[0, 100].Sample(bytes => Assert.NotNull(Forger.Judge(bytes)), iter: 20_000);

    [Fact]
    public void A_payload_with_changed_bytes_is_refused_or_reads_and_writes_the_same() =>
        Gen.Select(Gen.Int[0, Payload.Length - 1], Gen.Byte).Array[1, 4].Sample(
            changes =>
            {
                var bytes = (byte[])Payload.Clone();
                foreach (var (at, value) in changes)
                    bytes[at] = value;
                var signed = Forger.Sign(bytes);
                if (BlockCodec.TryDecode(signed, out var read) is null)
                    Assert.Equal(signed, BlockCodec.Encode(read!.Block, Forger.Box.Boot().Signer).Bytes.ToArray());
            },
            iter: 30_000);

    [Fact]
    public void A_file_with_changed_bytes_never_throws() =>
        Gen.Select(Gen.Int[0, Honest.Length - 1], Gen.Byte).Array[0, 3].Sample(
            changes =>
            {
                var bytes = (byte[])Honest.Clone();
                foreach (var (at, value) in changes)
                    bytes[at] = value;
                Assert.Equal(bytes.AsSpan().SequenceEqual(Honest), JournalReading.Of(bytes, Forger.Box.Trust).IsSound);
            },
            iter: 5000);
}
