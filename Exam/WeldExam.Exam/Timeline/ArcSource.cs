using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Timeline;

/// <summary>Joins current and voltage in time, tells the arc's state and feeds the conditions that ask for it.
/// The two may come from one device in one row or from two devices.</summary>
internal sealed class ArcSource
{
    private readonly ArcLook _look;
    private readonly ArcLabels _labels;
    private readonly Side _current;
    private readonly Side _voltage;
    private readonly long _hold;
    private readonly SampleFeed _states;
    private readonly SampleFeed _line;
    private readonly List<(ArcStates States, SampledTrack Track)> _tracks = [];
    private readonly List<(LoadLineBand Band, SampledTrack Track)> _lines = [];
    private ArcStates _told;
    private long? _last;

    public ArcSource(ArcParameters arc, ArcLook look, SampleTiming current, SampleTiming voltage)
    {
        _look = look;
        _labels = new(arc, Tell);
        _current = new(current.Hold);
        _voltage = new(voltage.Hold);
        _hold = Math.Max(current.Hold, voltage.Hold);
        _states = new(SampleTiming.Joint(current, voltage));
        _line = new(SampleTiming.Joint(current, voltage));
        Held = new(_hold);
    }

    /// <summary>Current and voltage of the arc as they hold, for the figures that add them up.</summary>
    public HeldSamples Held { get; }

    public SampledTrack Add(ArcStates states)
    {
        _tracks.Add((states, _states.Add()));
        return _tracks[^1].Track;
    }

    public SampledTrack Add(LoadLineBand band)
    {
        _lines.Add((band, _line.Add()));
        return _lines[^1].Track;
    }

    public void Current(long at, long? value) => Take(_current, at, value);

    public void Voltage(long at, long? value) => Take(_voltage, at, value);

    /// <summary>Both from one row of one device: nothing has to wait.</summary>
    public void Row(long at, long? current, long? voltage)
    {
        Current(at, current);
        Voltage(at, voltage);
        if (_current.Next == at && _voltage.Next == at)
            Observe(at);
    }

    /// <summary>Works off what both sides have seen.</summary>
    public void Join()
    {
        while ((_current.Next ?? _voltage.Next) is { } next)
        {
            var at = Math.Min(next, _voltage.Next ?? next);
            var isWaiting = _current.Next is null || _voltage.Next is null;
            if (isWaiting && Math.Max(_current.Newest, _voltage.Newest) - at <= SampleFeed.Patience)
                return;
            Observe(at);
        }
    }

    /// <summary>Nothing more will come.</summary>
    public void Finish(long end)
    {
        Flush();
        _states.Pass(end);
        _line.Pass(end);
    }

    public void BreakOff(long from)
    {
        Flush();
        _current.Forget();
        _voltage.Forget();
        _last = null;
        _states.BreakOff(from);
        _line.BreakOff(from);
    }

    /// <summary>Everything that waits is told with what is known.</summary>
    private void Flush()
    {
        while ((_current.Next ?? _voltage.Next) is { } next)
            Observe(Math.Min(next, _voltage.Next ?? next));
        _labels.Lose();
        Held.Lose();
    }

    private void Take(Side side, long at, long? value)
    {
        if (at > side.Newest)
            side.Take(at, value);
        else if (value is not null && (at, value) != side.NewestRow)
            MarkLate();
    }

    private void MarkLate()
    {
        _states.MarkLate();
        _line.MarkLate();
    }

    private void Observe(long at)
    {
        _current.StepTo(at);
        _voltage.StepTo(at);
        if (_last is { } last && at - last > _hold)
        {
            _labels.Lose();
            Held.Lose();
            _last = null;
        }

        if (_current.At(at) is { } amperes && _voltage.At(at) is { } volts)
        {
            var sample = new ArcSample(at, amperes, volts);
            if (_lines.Count > 0)
                Compare(sample);
            _labels.Take(sample, _look.Of(amperes, volts));
            _last = at;
        }
        else
        {
            _line.Pass(at);
        }

        if (_labels.Untold is { } untold)
            _states.Pass(untold - 1);
        else if (_last != at)
            _states.Pass(at);
    }

    private void Compare(in ArcSample sample)
    {
        _line.LapseBefore(sample.At);
        foreach (var (band, track) in _lines)
            track.Turn(sample.At, band.Judge(sample.Current, sample.Voltage));
        _line.Sample(sample.At);
    }

    private void Tell(ArcSample sample, ArcStates state)
    {
        _states.LapseBefore(sample.At);
        if (state != _told || _states.IsLost)
        {
            foreach (var (states, track) in _tracks)
                track.Turn(sample.At, state == ArcStates.None ? Truth.Hole : (states & state) != ArcStates.None ? Truth.True : Truth.False);
            _told = state;
        }

        _states.Sample(sample.At);
        Held.Take(sample, isArc: state == ArcStates.Arc);
    }

    /// <summary>One of the two signals: what waits, and what holds.</summary>
    private sealed class Side(long hold)
    {
        private readonly Queue<(long At, long? Value)> _rows = [];
        private (long At, long Value)? _held;

        public long? Next => _rows.TryPeek(out var row) ? row.At : null;

        public (long At, long? Value) NewestRow { get; private set; } = (long.MinValue, null);

        public long Newest => NewestRow.At;

        public void Take(long at, long? value)
        {
            NewestRow = (at, value);
            _rows.Enqueue(NewestRow);
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
