using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>The part of the time of one condition during which another holds too, between what is sure and what is possible.</summary>
internal sealed class FractionMonitor(Probe of, Probe during, decimal atLeast) : RuleMonitor
{
    private readonly Stretches _outside = new();
    private readonly Stretches _unknown = new();
    private long _start;
    private long _from;
    private Truth _of;
    private Truth _during;
    private long _in;       // surely both
    private long _out;      // surely in the base, surely not of it
    private long _either;   // surely in the base, unknown whether of it
    private long _addsIn;   // unknown whether in the base, of it
    private long _addsOut;  // unknown whether in the base, not of it
    private long _addsAny;  // nothing known

    public override void Begin(long at, ReadOnlySpan<Truth> values)
    {
        _start = at;
        _from = at;
        _of = of.Read(values);
        _during = during.Read(values);
    }

    public override void Step(long at, ReadOnlySpan<Truth> values)
    {
        var (newOf, newDuring) = (of.Read(values), during.Read(values));
        if (newOf == _of && newDuring == _during)
            return;
        Take(at);
        (_of, _during) = (newOf, newDuring);
    }

    public override bool Reads(int track) => of.Reads(track) || during.Reads(track);

    public override Finding Conclude(long end)
    {
        Take(end);
        var base_ = _in + _out + _either;
        var least = Part(_in, base_ + _addsOut + _addsAny);
        var most = Part(_in + _either + _addsIn + _addsAny, base_ + _addsIn + _addsAny);
        if (least >= atLeast)
            return new(Outcome.Yes, []);
        return most < atLeast
            ? new(Outcome.No, _outside.ToImmutable() is { IsEmpty: false } evidence ? evidence : [new(_start, end)])
            : new(Outcome.Unknown, [.. _outside.ToImmutable(), .. _unknown.ToImmutable()]);
    }

    /// <summary>Of no time at all, all is inside.</summary>
    private static decimal Part(long part, long whole) => whole == 0 ? 1 : (decimal)part / whole;

    private void Take(long to)
    {
        var length = to - _from;
        if (length <= 0)
            return;
        if (_during == Truth.True)
            _ = _of switch { Truth.True => _in += length, Truth.False => _out += length, _ => _either += length };
        else if (_during != Truth.False)
            _ = _of switch { Truth.True => _addsIn += length, Truth.False => _addsOut += length, _ => _addsAny += length };
        if (_during == Truth.True && _of == Truth.False)
            _outside.Add(_from, to);
        if (_during != Truth.False && !(_during.IsKnown() && _of.IsKnown()))
            _unknown.Add(_from, to);
        _from = to;
    }
}
