using System.Collections.Immutable;

namespace WeldExam.Simulators.Truth;

/// <summary>What really happened at the station, independent of every meter, wire and scoring: an oracle's only source.</summary>
/// <remarks>Safe to read from any thread. Entries are kept all; samples for the last hour, then the oldest go.</remarks>
public sealed class TruthLog
{
    private const int SamplesKept = 360_000;
    private readonly Lock _gate = new();
    private readonly List<TruthEntry> _entries = [];
    private readonly Queue<TruthSample> _samples = new();

    /// <summary>In the order in which they happened.</summary>
    public ImmutableArray<TruthEntry> Entries
    {
        get
        {
            lock (_gate)
                return [.. _entries];
        }
    }

    /// <summary>100 Hz samples with <c>from ≤ At &lt; to</c>.</summary>
    public ImmutableArray<TruthSample> Samples(TimeSpan from, TimeSpan to)
    {
        lock (_gate)
            return [.. _samples.Where(s => s.At >= from && s.At < to)];
    }

    public IEnumerable<T> All<T>()
        where T : TruthEntry
        => Entries.OfType<T>();

    internal void Add(TruthEntry entry)
    {
        lock (_gate)
            _entries.Add(entry);
    }

    internal void Sample(TimeSpan at, double volts, double amperes)
    {
        lock (_gate)
        {
            if (_samples.Count == SamplesKept)
                _samples.Dequeue();
            _samples.Enqueue(new TruthSample(at, (float)volts, (float)amperes));
        }
    }
}
