using WeldExam.Exam.Rules;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Timeline;

/// <summary>A limit on one sampled signal, judged with the meter's uncertainty.</summary>
internal sealed class Threshold
{
    private readonly Uncertainty _uncertainty;
    private readonly long _min;
    private readonly long _max;
    private readonly Kind _kind;

    private Threshold(Kind kind, Uncertainty uncertainty, long min, long max)
    {
        _kind = kind;
        _uncertainty = uncertainty;
        _min = min;
        _max = max;
    }

    private enum Kind
    {
        Above,
        Below,
        Window,
    }

    public static Threshold Of(Above above, Channel channel)
    {
        var limit = Resolution.Floor(above.Limit, channel.Exponent);
        return new(Kind.Above, channel.Uncertainty, limit, limit);
    }

    public static Threshold Of(Below below, Channel channel)
    {
        var limit = Resolution.Ceiling(below.Limit, channel.Exponent);
        return new(Kind.Below, channel.Uncertainty, limit, limit);
    }

    public static Threshold Window(decimal min, decimal max, Channel channel) =>
        new(Kind.Window, channel.Uncertainty, Resolution.Ceiling(min, channel.Exponent), Resolution.Floor(max, channel.Exponent));

    public Truth Judge(long value)
    {
        var doubt = _uncertainty.Around(value);
        return _kind switch
        {
            Kind.Window => value + doubt >= _min && value - doubt <= _max ? Truth.True : Truth.False,
            Kind.Above => value - doubt > _min ? Truth.True : value + doubt <= _min ? Truth.False : Truth.Hole,
            _ => value + doubt < _max ? Truth.True : value - doubt >= _max ? Truth.False : Truth.Hole,
        };
    }
}
