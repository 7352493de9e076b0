using System.Collections.Immutable;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>Measures the spells of one condition between what is sure and what is possible.</summary>
internal sealed class SpellMeter
{
    private readonly Stretches _true = new();
    private readonly Stretches _unknown = new();
    private Truth? _known;          // the latest known value
    private bool _unseen = true;    // unknown since it, and not just one edge
    private bool _edge;             // exactly one edge since it
    private long _trueSince;
    private long _possibleSince;
    private bool _possible;
    private bool _closed;           // a known spell or gap with both ends in sight lies behind
    private bool _any;

    public long SureTotal { get; private set; }

    public long UnknownTotal { get; private set; }

    public long SureLongest { get; private set; }

    public long PossibleLongest { get; private set; }

    /// <summary>The least number of spells that fits what was seen.</summary>
    public int LeastCount { get; private set; }

    /// <summary>Whether what was seen fits only one number of spells.</summary>
    public bool IsCountExact { get; private set; } = true;

    /// <summary>The shortest known spell or gap between two changes.</summary>
    public long Shortest { get; private set; } = long.MaxValue;

    /// <summary>The latest stretch.</summary>
    public (long From, long To, Truth Truth) Last { get; private set; }

    public ImmutableArray<Stretch> Sure => _true.ToImmutable();

    public ImmutableArray<Stretch> Unseen => _unknown.ToImmutable();

    public void Take(long from, long to, Truth truth)
    {
        if (truth.IsKnown())
            TakeKnown(from, truth);
        else
            TakeUnknown(from, to, truth);
        if (truth == Truth.True)
        {
            SureTotal += to - from;
            SureLongest = Math.Max(SureLongest, to - _trueSince);
            _true.Add(from, to);
        }

        if (truth == Truth.False)
            _possible = false;
        else
            PossibleLongest = Math.Max(PossibleLongest, to - _possibleSince);
        _any = true;
        Last = (from, to, truth);
    }

    /// <summary>Call after the last stretch: what is unseen at the end may hide a spell.</summary>
    public void Close() => IsCountExact &= Last.Truth.IsKnown();

    private void TakeKnown(long from, Truth truth)
    {
        var direct = _known is not null && !_unseen && !_edge;
        IsCountExact &= direct || (_edge && !_unseen && _known != truth) || !_any;
        if (_known is not null && _closed && Last.Truth.IsKnown())
            Shortest = Math.Min(Shortest, Last.To - Last.From);
        if (truth == Truth.True)
        {
            _trueSince = from;
            if (_known != Truth.True)
                LeastCount++;
            if (!_possible)
                _possibleSince = from;
            _possible = true;
        }

        _closed = _known is not null;
        _known = truth;
        _unseen = false;
        _edge = false;
    }

    private void TakeUnknown(long from, long to, Truth truth)
    {
        if (_closed && Last.Truth.IsKnown())
            Shortest = Math.Min(Shortest, Last.To - Last.From);
        _unseen |= truth == Truth.Hole || _edge || _known is null;
        _edge = true;
        UnknownTotal += to - from;
        _unknown.Add(from, to);
        if (!_possible)
            _possibleSince = from;
        _possible = true;
    }
}
