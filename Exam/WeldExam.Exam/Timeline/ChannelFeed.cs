using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Timeline;

/// <summary>The samples of one channel. While the value stays between the nearest limits of all conditions, no condition is looked at.</summary>
internal sealed class ChannelFeed(SampleTiming timing)
{
    private readonly SampleFeed _feed = new(timing);
    private readonly List<(Threshold Threshold, SampledTrack Track)> _limits = [];
    private readonly List<(FrozenValue Frozen, SampledTrack Track)> _frozen = [];
    private long _from; // in this band of values …
    private long _to;   // … no condition changes
    private long _value;

    public SampledTrack Add(Threshold threshold)
    {
        _limits.Add((threshold, _feed.Add()));
        return _limits[^1].Track;
    }

    public SampledTrack Add(FrozenValue frozen)
    {
        _frozen.Add((frozen, _feed.Add()));
        return _frozen[^1].Track;
    }

    /// <summary>Takes rows in the order of time.</summary>
    public void Take(ReadOnlySpan<MonotonicTick> at, ReadOnlySpan<long> values, ReadOnlySpan<Quality> quality, long offset)
    {
        for (var i = 0; i < at.Length; i++)
        {
            var moment = at[i].Microseconds + offset;
            if (quality[i] != Quality.Good)
                _feed.Pass(moment);
            else if (moment <= _feed.Last)
                Repeat(moment, values[i]);
            else
                Take(moment, values[i]);
        }
    }

    public void BreakOff(long from) => _feed.BreakOff(from);

    /// <summary>No good sample can come any more for the time before <paramref name="at"/>.</summary>
    public void Pass(long at) => _feed.Pass(at);

    private void Take(long at, long value)
    {
        _feed.LapseBefore(at);
        if (_feed.IsLost || value < _from || value > _to)
            Turn(at, value);
        if (_frozen.Count > 0)
            Watch(at, value);
        _value = value;
        _feed.Sample(at);
    }

    /// <summary>The same row twice says nothing new; another one at or before the latest contradicts the order of a device's rows.</summary>
    private void Repeat(long at, long value)
    {
        if (at != _feed.Last || value != _value)
            _feed.MarkLate();
    }

    private void Turn(long at, long value)
    {
        (_from, _to) = (long.MinValue, long.MaxValue);
        foreach (var (threshold, track) in _limits)
        {
            track.Turn(at, threshold.Judge(value));
            var zone = threshold.Zone(value);
            (_from, _to) = (Math.Max(_from, zone.From), Math.Min(_to, zone.To));
        }
    }

    private void Watch(long at, long value)
    {
        foreach (var (frozen, track) in _frozen)
            track.Turn(at, frozen.Take(at, value, isFresh: _feed.IsLost));
    }
}

/// <summary>Whether a meter has given exactly the same value for that long (microseconds).</summary>
internal sealed class FrozenValue(long span)
{
    private long _value;
    private long _since;

    public Truth Take(long at, long value, bool isFresh)
    {
        if (isFresh || value != _value)
            (_value, _since) = (value, at);
        return at - _since >= span ? Truth.True : Truth.False;
    }
}
