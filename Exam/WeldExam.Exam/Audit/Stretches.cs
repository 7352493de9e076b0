using System.Collections.Immutable;
using System.Globalization;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Audit;

/// <summary>Collects stretches of at least <paramref name="shortest"/> without a break longer than <paramref name="longestBreak"/>.</summary>
internal sealed class Stretches(TimeSpan shortest, TimeSpan longestBreak)
{
    private const int Most = 32;

    private readonly List<(MonotonicTick From, MonotonicTick To)> _found = [];
    private MonotonicTick _from;
    private MonotonicTick _to;
    private bool _isOpen;

    /// <summary>Another moment at which it holds; with <paramref name="begins"/> it is no longer the stretch before.</summary>
    public void Take(MonotonicTick at, bool begins)
    {
        if (!_isOpen || begins || at < _to || at - _to > longestBreak)
            (_from, _isOpen) = (at, true);
        _to = at;
        if (_to - _from < shortest)
            return;
        if (_found.Count > 0 && _found[^1].From == _from)
            _found[^1] = (_from, _to);
        else if (_found.Count < Most)
            _found.Add((_from, _to));
    }

    /// <summary>Each as seconds since <paramref name="start"/>, such as <c>20.0-41.5</c>.</summary>
    public ImmutableArray<string> Since(MonotonicTick start) => [.. _found.Select(stretch => $"{Seconds(stretch.From - start)}-{Seconds(stretch.To - start)}")];

    private static string Seconds(TimeSpan span) => (span.Ticks / TimeSpan.TicksPerMillisecond / 100 / 10m).ToString("0.0", CultureInfo.InvariantCulture);
}
