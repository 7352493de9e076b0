using WeldExam.Station.Flow;

namespace WeldExam.TestKit.Stations;

/// <summary>The same ids in every run.</summary>
public sealed class SeededIds(int seed) : IIdSource
{
    private readonly Random _random = new(seed);

    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new(bytes);
    }
}
