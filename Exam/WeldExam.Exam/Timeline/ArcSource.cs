using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Timeline;

/// <summary>A condition on the state of the arc.</summary>
internal sealed record ArcTrack(ArcStates States, SampledTrack Track);

/// <summary>Joins current and voltage in time, tells the arc's state and feeds the tracks that ask for it.
/// The two may come from one device in one row or from two devices.</summary>
internal sealed class ArcSource
{
    private readonly ArcLook _look;
    private readonly ArcLabels _labels;
    private readonly Side _current;
    private readonly Side _voltage;
    private readonly long _hold;
    private readonly IReadOnlyList<ArcTrack> _tracks;
    private long? _last;

    public ArcSource(ArcParameters arc, ArcLook look, SampleTiming current, SampleTiming voltage, IReadOnlyList<ArcTrack> tracks)
    {
        _look = look;
        _tracks = tracks;
        _labels = new(arc, Tell);
        _current = new(current.Hold);
        _voltage = new(voltage.Hold);
        _hold = Math.Max(current.Hold, voltage.Hold);
    }

    public void Current(long at, long? value) => _current.Take(at, value);

    public void Voltage(long at, long? value) => _voltage.Take(at, value);

    /// <summary>Works off what both sides have seen.</summary>
    public void Join()
    {
        while ((_current.Next ?? _voltage.Next) is { } next)
        {
            var at = Math.Min(next, _voltage.Next ?? next);
            var isWaiting = _current.Next is null || _voltage.Next is null;
            if (isWaiting && Math.Max(_current.Newest, _voltage.Newest) - at <= SampledTrack.Patience)
                return;
            _current.StepTo(at);
            _voltage.StepTo(at);
            Observe(at);
        }
    }

    /// <summary>Everything that waits is told with what is known: nothing more will come.</summary>
    public void Finish()
    {
        while ((_current.Next ?? _voltage.Next) is { } next)
        {
            var at = Math.Min(next, _voltage.Next ?? next);
            _current.StepTo(at);
            _voltage.StepTo(at);
            Observe(at);
        }

        _labels.Lose();
    }

    public void BreakOff()
    {
        Finish();
        _current.Forget();
        _voltage.Forget();
        _last = null;
    }

    private void Observe(long at)
    {
        if (_last is { } last && at - last > _hold)
        {
            _labels.Lose();
            _last = null;
        }

        if (_current.At(at) is { } amperes && _voltage.At(at) is { } volts)
        {
            _labels.Take(at, _look.Of(amperes, volts));
            _last = at;
        }

        var told = (_labels.Untold ?? (at + 1)) - 1;
        foreach (var arc in _tracks)
            arc.Track.Pass(told);
    }

    private void Tell(long at, ArcStates state)
    {
        foreach (var arc in _tracks)
            arc.Track.Sample(at, state == ArcStates.None ? Truth.Hole : arc.States.HasFlag(state) ? Truth.True : Truth.False);
    }

    /// <summary>One of the two signals: what waits, and what holds.</summary>
    private sealed class Side(long hold)
    {
        private readonly Queue<(long At, long? Value)> _rows = [];
        private (long At, long Value)? _held;

        public long? Next => _rows.TryPeek(out var row) ? row.At : null;

        public long Newest { get; private set; } = long.MinValue;

        public void Take(long at, long? value)
        {
            Newest = Math.Max(Newest, at);
            _rows.Enqueue((at, value));
        }

        public void StepTo(long at)
        {
            while (_rows.TryPeek(out var row) && row.At <= at)
            {
                _rows.Dequeue();
                if (row.Value is { } value)
                    _held = (row.At, value);
            }
        }

        public long? At(long at) => _held is { } held && at - held.At <= hold ? held.Value : null;

        public void Forget()
        {
            _rows.Clear();
            _held = null;
        }
    }
}
