using WeldExam.Contracts.Blocks;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Station.Acquisition;

/// <summary>One switched input. An edge lies after the request that last read the old state and not after the answer that first read the new one.</summary>
internal sealed class SwitchInput(Channel channel)
{
    private MonotonicTick _lastAsked;
    private MonotonicTick _lastAnswered;
    private Quality _lastFault = Quality.Good;

    private bool _isDoubted;

    public string Device => channel.Device;

    public SwitchState State { get; private set; }

    public StampedEntry? Take(MonotonicTick asked, MonotonicTick answered, long value, Quality quality)
    {
        if (quality != Quality.Good)
        {
            _lastFault = quality;
            return Expire(answered);
        }

        var state = value != 0 ? SwitchState.On : SwitchState.Off;
        var notBefore = State == SwitchState.Unknown ? answered : _lastAsked;
        (_lastAsked, _lastAnswered, _lastFault) = (asked, answered, Quality.Good);
        if (state == State || _isDoubted)
            return null;
        State = state;
        return new(answered, new InputChanged(channel.Id, state, notBefore, Quality.Good));
    }

    /// <summary>Takes a change whose edge was stamped. Where nothing was known before, only the rest since its last edge counts.</summary>
    public StampedEntry? Take(InputEdge edge, long value)
    {
        var state = value != 0 ? SwitchState.On : SwitchState.Off;
        (_lastAsked, _lastAnswered, _lastFault) = (edge.RestedFrom, edge.RestedFrom, Quality.Good);
        if (state == State || _isDoubted)
            return null;
        var (notBefore, at) = State == SwitchState.Unknown ? (edge.RestedFrom, edge.RestedFrom) : (edge.NotBefore, edge.At);
        State = state;
        return new(at, new InputChanged(channel.Id, state, notBefore, Quality.Good));
    }

    /// <summary>Becomes unknown for good: what it reads contradicts the wiring since <paramref name="since"/>.</summary>
    public StampedEntry? Doubt(MonotonicTick since, MonotonicTick now)
    {
        _isDoubted = true;
        var wasUnknown = State == SwitchState.Unknown;
        State = SwitchState.Unknown;
        return wasUnknown ? null : new(now, new InputChanged(channel.Id, SwitchState.Unknown, since, Quality.Implausible));
    }

    /// <summary>Becomes unknown when nothing was read for 2.5 periods: the state holds no longer than that.</summary>
    public StampedEntry? Expire(MonotonicTick now)
    {
        if (State == SwitchState.Unknown || now - _lastAnswered <= channel.Period * 2.5)
            return null;
        return Lose(now, _lastFault == Quality.Good ? Quality.Timeout : _lastFault);
    }

    /// <summary>Becomes unknown: what was read last holds no longer.</summary>
    public StampedEntry? Lose(MonotonicTick now, Quality cause)
    {
        if (State == SwitchState.Unknown)
            return null;
        State = SwitchState.Unknown;
        return new(now, new InputChanged(channel.Id, SwitchState.Unknown, _lastAsked, cause));
    }
}
