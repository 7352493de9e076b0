using System.Numerics;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>Sums over the arc's samples, each weighted with the microseconds it holds: whole numbers only, so that every machine gets the same.</summary>
internal sealed class ArcSums
{
    private const long Widest = 1L << 28; // beyond any meter; within it no sum of a day overflows
    private const long Million = 1_000_000;
    private Int128 _i;
    private Int128 _u;
    private Int128 _ii;
    private Int128 _uu;
    private Int128 _ui;
    private bool _isBeyond;

    /// <summary>Microseconds of arc.</summary>
    public long Time { get; private set; }

    /// <summary>Whether the sums can be trusted.</summary>
    public bool IsSound => !_isBeyond;

    public void Add(in HeldSample held)
    {
        var (i, u) = (held.Current, held.Voltage);
        if (Math.Abs(i) > Widest || Math.Abs(u) > Widest)
        {
            _isBeyond = true;
            return;
        }

        var time = held.To - held.From;
        Time += time;
        Int128 t = time;
        _i += i * t;
        _u += u * t;
        _ii += i * i * t;
        _uu += u * u * t;
        _ui += u * i * t;
    }

    public ArcSums With(ArcSums other) => new()
    {
        _i = _i + other._i,
        _u = _u + other._u,
        _ii = _ii + other._ii,
        _uu = _uu + other._uu,
        _ui = _ui + other._ui,
        _isBeyond = _isBeyond || other._isBeyond,
        Time = Time + other.Time,
    };

    /// <summary>Mean of current (or voltage) in units of its channel's resolution.</summary>
    public decimal Mean(bool isVoltage) => (decimal)(isVoltage ? _u : _i) / Time;

    /// <summary>Standard deviation in units of the channel's resolution, millionths cut off.</summary>
    public decimal Deviation(bool isVoltage)
    {
        var (sum, squares) = isVoltage ? (_u, _uu) : (_i, _ii);
        var variance = ((BigInteger)squares * Time) - BigInteger.Pow((BigInteger)sum, 2); // × Time²
        return (decimal)Root(variance * Million * Million / ((BigInteger)Time * Time)) / Million;
    }

    /// <summary>Energy of the arc in joules, if the meters err by that much of their stated uncertainty: −1, 0 or 1.</summary>
    public decimal Joules(Channel current, Channel voltage, int sign)
    {
        var (pi, pu) = ((BigInteger)Million + (sign * current.Uncertainty.OfReadingPpm), (BigInteger)Million + (sign * voltage.Uncertainty.OfReadingPpm));
        var (ai, au) = (sign * (BigInteger)current.Uncertainty.Absolute * Million, sign * (BigInteger)voltage.Uncertainty.Absolute * Million);
        var sum = (pu * pi * (BigInteger)_ui) + (pu * ai * (BigInteger)_u) + (au * pi * (BigInteger)_i) + (sign * BigInteger.Abs(au * ai) * Time); // × 10¹²
        var microjoules = sum / ((BigInteger)Million * Million);
        return Resolution.Scaled((decimal)microjoules, -current.Exponent - voltage.Exponent) / Million;
    }

    /// <summary>The whole part of a square root (Newton).</summary>
    private static BigInteger Root(BigInteger square)
    {
        if (square <= 0)
            return 0;
        var root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (square / root)) / 2;
            if (next >= root)
                return root;
            root = next;
        }
    }
}
