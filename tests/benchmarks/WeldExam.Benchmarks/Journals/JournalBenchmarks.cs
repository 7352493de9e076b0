using BenchmarkDotNet.Attributes;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Signing;
using WeldExam.TestKit.Journals;
using WeldExam.TestKit.Signing;

namespace WeldExam.Benchmarks.Journals;

/// <summary>Verification of one-second blocks of 8 signals at 10 Hz with ±5 A of arc noise, ES256.</summary>
[MemoryDiagnoser]
public class JournalBenchmarks
{
    private const int Seconds = 1000;

    private readonly TestBox _box = TestBox.Es256();
    private byte[] _file = [];
    private Block _block = null!;
    private DeviceTrust _trust = null!;
    private IBlockSigner _simulated = null!;

    [GlobalSetup]
    public void Write()
    {
        var journal = SampleJournals.Arc(_box, Seconds);
        _file = journal.ToArray();
        _block = journal.Blocks[1].Block;
        _trust = _box.Trust;
        _simulated = TestBox.Simulated().Boot().Signer;
    }

    /// <summary>Every signature.</summary>
    [Benchmark(OperationsPerInvoke = Seconds + 1)]
    public int Full() => Sound(SignatureDepth.Every);

    /// <summary>Form and chain of every block, the last signature of each epoch.</summary>
    [Benchmark(OperationsPerInvoke = Seconds + 1)]
    public int Chain() => Sound(SignatureDepth.LastOfEpoch);

    /// <summary>Encoding alone: the simulated signature costs one SHA-512.</summary>
    [Benchmark]
    public int Encode() => BlockCodec.Encode(_block, _simulated).Bytes.Length;

    private int Sound(SignatureDepth depth)
    {
        var reading = JournalReading.Of(_file, _trust, depth);
        return reading.IsSound ? reading.Blocks.Length : throw new InvalidOperationException(reading.Fault!.ToString());
    }
}
