using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace WeldExam.Fuzz;

/// <summary>Counts of the edges that instrumented code passed in one run, and which of them (in buckets of counts) were ever seen.</summary>
internal sealed unsafe class EdgeMap
{
    private const int Size = 1 << 16;

    private readonly byte* _counts = (byte*)NativeMemory.AllocZeroed(Size);
    private readonly byte[] _seen = new byte[Size];

    public EdgeMap() => Trace.SharedMem = _counts;

    /// <summary>Edges ever passed.</summary>
    public int Edges => _seen.Count(buckets => buckets != 0);

    public void Clear()
    {
        new Span<byte>(_counts, Size).Clear();
        Trace.PrevLocation = 0;
    }

    public void Forget() => Array.Clear(_seen);

    /// <summary>Whether the last run passed an edge, or passed one as often, as none before it.</summary>
    public bool TakeNews()
    {
        var isNews = false;
        var words = new ReadOnlySpan<ulong>(_counts, Size / 8);
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] == 0)
                continue;
            for (var at = word * 8; at < (word + 1) * 8; at++)
            {
                var bucket = Bucket(_counts[at]);
                isNews |= (_seen[at] & bucket) != bucket;
                _seen[at] |= bucket;
            }
        }

        return isNews;
    }

    private static byte Bucket(byte count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };
}
