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
        _hold = SampleTiming.Joint(current, voltage).Hold;
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
        if (current is { } amperes && voltage is { } volts && _current.Next == at && _voltage.Next == at)
            Observe(at, amperes, volts);
    }

    /// <summary>Works off what both sides have seen. A value that only holds counts once its next good one has come in time.</summary>
    public void Join(bool isFinal = false)
    {
        while ((_current.Next ?? _voltage.Next) is { } next)
        {
            var at = Math.Min(next, _voltage.Next ?? next);
            var isLate = isFinal || Math.Max(_current.Newest, _voltage.Newest) - at > SampleFeed.Patience;
            if (!_current.IsTold(at, isLate) || !_voltage.IsTold(at, isLate))
                return;
            Observe(at, _current.At(at), _voltage.At(at));
        }

        Pass(Math.Min(_current.Newest, _voltage.Newest));
    }

    /// <summary>Nothing more will come.</summary>
    public void Finish(long end)
    {
        Flush();
        Pass(end);
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
        Join(isFinal: true);
        _labels.Lose();
        Held.Lose();
    }

    /// <summary>Both sides have been read up to that moment, and no pair of good values waits.</summary>
    private void Pass(long at)
    {
        if (at == long.MinValue)
            return; // one of them has not been read yet
        LoseBefore(at);
        _states.Pass((_labels.Untold ?? (at + 1)) - 1);
        _line.Pass(at);
    }

    private void LoseBefore(long at)
    {
        if (_last is not { } last || at - last <= _hold)
            return;
        _labels.Lose();
        Held.Lose();
        _last = null;
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

    private void Observe(long at, long? current, long? voltage)
    {
        _current.StepTo(at);
        _voltage.StepTo(at);
        if (current is not { } amperes || voltage is not { } volts)
            return;
        LoseBefore(at);
        var sample = new ArcSample(at, amperes, volts);
        if (_lines.Count > 0)
            Compare(sample);
        _labels.Take(sample, _look.Of(amperes, volts));
        _last = at;
        if (_labels.Untold is { } untold)
            _states.Pass(untold - 1);
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

    /// <summary>One of the two signals: the good values that wait, and the latest that has been used.</summary>
    private sealed class Side(long hold)
    {
        private readonly Queue<(long At, long Value)> _good = [];
        private (long At, long Value)? _held;

        public long? Next => _good.TryPeek(out var row) ? row.At : null;

        public (long At, long? Value) NewestRow { get; private set; } = (long.MinValue, null);

        public long Newest => NewestRow.At;

        public void Take(long at, long? value)
        {
            NewestRow = (at, value);
            if (value is { } good)
                _good.Enqueue((at, good));
        }

        /// <summary>Whether it is known what the value at that moment was, or that nobody knows.</summary>
        public bool IsTold(long at, bool isLate) =>
            isLate || Next is not null || (Newest >= at && (_held is not { } held || Newest - held.At > hold));

        /// <summary>The value at that moment, if it was read then or holds until a next good one that comes in time.</summary>
        public long? At(long at)
        {
            if (!_good.TryPeek(out var next))
                return null;
            if (next.At == at)
                return next.Value;
            return _held is { } held && next.At - held.At <= hold ? held.Value : null;
        }

        public void StepTo(long at)
        {
            if (_good.TryPeek(out var row) && row.At == at)
                _held = _good.Dequeue();
        }

        public void Forget()
        {
            _good.Clear();
            _held = null;
        }
    }
}
