using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Timeline;

/// <summary>The tracks of one part: what the paper's conditions read, fed from the station's channels.</summary>
internal sealed class StationSignals
{
    private readonly Paper _paper;
    private readonly PartOpening _opening;
    private readonly ArcParameters? _arc;
    private readonly Dictionary<Condition, (int Track, long Refresh)> _leaves = [];
    private readonly List<Track> _tracks = [];
    private readonly Dictionary<string, List<Track>> _bySignal = [];
    private readonly List<ArcTrack> _arcTracks = [];
    private readonly Dictionary<int, List<SwitchTrack>> _switches = [];
    private readonly Dictionary<int, List<(Threshold Threshold, SampledTrack Track)>> _samples = [];
    private Channel? _current;
    private Channel? _voltage;
    private ArcSource? _arcSource;

    public StationSignals(Paper paper, PaperTask task, PartOpening opening)
    {
        (_paper, _opening) = (paper, opening);
        var process = opening.TaskCard?.Process ?? task.Process;
        _arc = process is { } number ? paper.Arc(number) : null;
    }

    public IReadOnlyList<Track> Tracks => _tracks;

    /// <summary>Holds of the arc's states; zero where the task has no arc.</summary>
    public ArcTiming Timing => _arc is null
        ? default
        : new(_arc.ArcHold.Microseconds(), _arc.EndHold.Microseconds(), _arc.StuckHold.Microseconds(), _arc.RunGap.Microseconds());

    /// <summary>The probe of a condition on signals; equal conditions share a track.</summary>
    public Probe Leaf(Condition condition)
    {
        if (!_leaves.TryGetValue(condition, out var leaf))
        {
            var (track, refresh, signals) = Track(condition);
            _leaves[condition] = leaf = (_tracks.Count, refresh);
            _tracks.Add(track);
            foreach (var signal in signals)
                (_bySignal.TryGetValue(signal, out var list) ? list : _bySignal[signal] = []).Add(track);
        }

        return new LeafProbe(leaf.Track, leaf.Refresh);
    }

    /// <summary>Whether the rule's evidence is unusable, and why.</summary>
    public UnknownCause CauseOf(string signal)
    {
        if (Channel(signal) is null)
            return UnknownCause.NoSignal;
        return _bySignal.TryGetValue(signal, out var tracks) && tracks.Exists(track => track.IsLate) ? UnknownCause.TooLate : UnknownCause.None;
    }

    /// <summary>The channel of a signal, when the station has exactly one in the declared unit.</summary>
    public Channel? Channel(string signal)
    {
        var declared = _paper.Signals.FirstOrDefault(s => s.Name == signal);
        var channels = _opening.Channels.Where(channel => channel.Signal == signal).ToArray();
        if (declared is null || channels.Length != 1)
            return null;
        var fits = declared.Unit is null ? channels[0].Kind == ChannelKind.Switch : channels[0].Kind == ChannelKind.Analog && channels[0].Unit == declared.Unit;
        return fits ? channels[0] : null;
    }

    public void Take(InputChanged change, long at, long offset)
    {
        if (!_switches.TryGetValue(change.Channel, out var tracks))
            return;
        foreach (var track in tracks)
            track.Take(change, at, offset);
    }

    public void Take(Samples samples, long offset)
    {
        var arc = false;
        foreach (var column in samples.Columns)
        {
            if (_samples.TryGetValue(column.Channel, out var tracks))
                TakeColumn(samples, column, offset, tracks);
            if (_arcSource is null || (column.Channel != _current?.Id && column.Channel != _voltage?.Id))
                continue;
            arc = true;
            var isCurrent = column.Channel == _current?.Id;
            for (var i = 0; i < samples.At.Length; i++)
            {
                var at = samples.At[i].Microseconds + offset;
                long? value = column.Quality[i] == Quality.Good ? column.Values[i] : null;
                if (isCurrent)
                    _arcSource.Current(at, value);
                else
                    _arcSource.Voltage(at, value);
            }
        }

        if (arc)
            _arcSource?.Join();
    }

    /// <summary>A silent device leaves its inputs unknown until they are read again; sampled channels tell by themselves.</summary>
    public void Take(DeviceStateChanged change, long at)
    {
        if (change.Answering)
            return;
        foreach (var channel in _opening.Channels.Where(channel => channel.Device == change.Device))
        {
            if (_switches.TryGetValue(channel.Id, out var tracks))
                tracks.ForEach(track => track.BreakOff(at));
        }
    }

    public void BreakOff(long from)
    {
        _arcSource?.BreakOff();
        foreach (var track in _tracks)
            track.BreakOff(from);
    }

    public void Finish() => _arcSource?.Finish();

    private static void TakeColumn(Samples samples, SampleColumn column, long offset, List<(Threshold Threshold, SampledTrack Track)> tracks)
    {
        for (var i = 0; i < samples.At.Length; i++)
        {
            var at = samples.At[i].Microseconds + offset;
            foreach (var (threshold, track) in tracks)
            {
                if (column.Quality[i] == Quality.Good)
                    track.Sample(at, threshold.Judge(column.Values[i]));
                track.Pass(at);
            }
        }
    }

    private (Track Track, long Refresh, string[] Signals) Track(Condition condition) => condition switch
    {
        SwitchIs of => Switch(of),
        Above of => Sampled(of.Signal, channel => Threshold.Of(of, channel)),
        Below of => Sampled(of.Signal, channel => Threshold.Of(of, channel)),
        InWindow { Min: { } min, Max: { } max } of => Sampled(of.Signal, channel => Threshold.Window(min, max, channel)),
        InWindow of when _opening.TaskCard is { } card => Sampled(of.Signal, channel => Threshold.Window(card.CurrentMin, card.CurrentMax, channel)),
        ArcIs of => Arc(of),
        _ => (new AbsentTrack(), 0, []),
    };

    private (Track Track, long Refresh, string[] Signals) Switch(SwitchIs of)
    {
        if (Channel(of.Signal) is not { } channel)
            return (new AbsentTrack(), 0, []);
        var track = new SwitchTrack(channel, of.State);
        (_switches.TryGetValue(channel.Id, out var list) ? list : _switches[channel.Id] = []).Add(track);
        return (track, channel.Refresh.Max.Microseconds(), [of.Signal]);
    }

    private (Track Track, long Refresh, string[] Signals) Sampled(string signal, Func<Channel, Threshold> threshold)
    {
        if (Channel(signal) is not { } channel)
            return (new AbsentTrack(), 0, []);
        var timing = SampleTiming.Of(channel, _paper.HoldPeriods);
        var track = new SampledTrack(timing);
        (_samples.TryGetValue(channel.Id, out var list) ? list : _samples[channel.Id] = []).Add((threshold(channel), track));
        return (track, timing.Refresh, [signal]);
    }

    private (Track Track, long Refresh, string[] Signals) Arc(ArcIs of)
    {
        _current ??= Channel(SignalNames.Current);
        _voltage ??= Channel(SignalNames.Voltage);
        if (_arc is null || _current is null || _voltage is null)
            return (new AbsentTrack(), 0, []);
        var (current, voltage) = (SampleTiming.Of(_current, _paper.HoldPeriods), SampleTiming.Of(_voltage, _paper.HoldPeriods));
        var joint = SampleTiming.Joint(current, voltage);
        if (2 * joint.Refresh > _arc.ArcHold.Microseconds())
            return (new AbsentTrack(), joint.Refresh, [SignalNames.Current, SignalNames.Voltage]); // it misses arcs, and its means make arcs of contacts
        _arcSource ??= new(_arc, new(_arc, _current.Exponent, _voltage.Exponent), current, voltage, _arcTracks);
        var track = new SampledTrack(joint);
        _arcTracks.Add(new(of.States, track));
        return (track, joint.Refresh, [SignalNames.Current, SignalNames.Voltage]);
    }
}
