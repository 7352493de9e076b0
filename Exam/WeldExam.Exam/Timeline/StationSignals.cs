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
    private readonly Dictionary<int, List<SwitchTrack>> _switches = [];
    private readonly Dictionary<int, ChannelFeed> _feeds = [];
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

    /// <summary>What the figures of the arc rest on; empty where the task has no arc.</summary>
    public ArcBasis Basis => _arc is null ? ArcBasis.None : ArcBasis.Of(_arc, Channel(SignalNames.Current), Channel(SignalNames.Voltage));

    /// <summary>Samples of the arc, for the figures that add them up; null where nothing tells an arc.</summary>
    public HeldSamples? Held => _arcSource?.Held;

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
        var at = samples.At.AsSpan();
        var (current, voltage) = (default(SampleColumn?), default(SampleColumn?));
        foreach (var column in samples.Columns)
        {
            if (_feeds.TryGetValue(column.Channel, out var feed))
                feed.Take(at, column.Values.AsSpan(), column.Quality.AsSpan(), offset);
            if (column.Channel == _current?.Id)
                current = column;
            else if (column.Channel == _voltage?.Id)
                voltage = column;
        }

        if (_arcSource is null || (current is null && voltage is null))
            return;
        for (var i = 0; i < at.Length; i++)
        {
            var moment = at[i].Microseconds + offset;
            if (current is { } amperes && voltage is { } volts)
                _arcSource.Row(moment, Good(amperes, i), Good(volts, i));
            else if (current is { } one)
                _arcSource.Current(moment, Good(one, i));
            else
                _arcSource.Voltage(moment, Good(voltage!.Value, i));
        }

        _arcSource.Join();
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
        _arcSource?.BreakOff(from);
        foreach (var feed in _feeds.Values)
            feed.BreakOff(from);
        foreach (var track in _switches.Values.SelectMany(tracks => tracks))
            track.BreakOff(from);
    }

    /// <summary>Nothing more will come: what the last samples did not vouch for up to <paramref name="end"/> nobody saw.</summary>
    public void Finish(long end)
    {
        _arcSource?.Finish(end);
        foreach (var feed in _feeds.Values)
            feed.Pass(end);
    }

    private static long? Good(in SampleColumn column, int row) => column.Quality[row] == Quality.Good ? column.Values[row] : null;

    private (Track Track, long Refresh, string[] Signals) Track(Condition condition) => condition switch
    {
        SwitchIs of => Switch(of),
        Above of => Sampled(of.Signal, channel => Threshold.Of(of, channel)),
        Below of => Sampled(of.Signal, channel => Threshold.Of(of, channel)),
        InWindow { Min: { } min, Max: { } max } of => Sampled(of.Signal, channel => Threshold.Window(min, max, channel)),
        Bounded of => Sampled(of.Signal, channel => Threshold.Window(of.Min, of.Max, channel)),
        Residual of when Channel(of.Signal)?.PoweredBy != PowerSource.Station => (new AbsentTrack(), 0, [of.Signal]),
        Residual of => Sampled(of.Signal, channel => Threshold.Of(new Above(of.Signal, of.Limit), channel)),
        Frozen of => Sampled(of.Signal, (feed, _) => feed.Add(new FrozenValue(of.For.Microseconds()))),
        OnLoadLine => Arc((source, line) => source.Add(new LoadLineBand(line, _current!, _voltage!)), _arc?.LoadLine),
        InWindow of when _opening.TaskCard is { } card => Sampled(of.Signal, channel => Threshold.Window(card.CurrentMin, card.CurrentMax, channel)),
        ArcIs of => Arc((source, arc) => source.Add(arc.States), of),
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

    private (Track Track, long Refresh, string[] Signals) Sampled(string signal, Func<Channel, Threshold> threshold) =>
        Sampled(signal, (feed, channel) => feed.Add(threshold(channel)));

    private (Track Track, long Refresh, string[] Signals) Sampled(string signal, Func<ChannelFeed, Channel, SampledTrack> add)
    {
        if (Channel(signal) is not { } channel)
            return (new AbsentTrack(), 0, []);
        var timing = SampleTiming.Of(channel, _paper.HoldPeriods);
        if (!_feeds.TryGetValue(channel.Id, out var feed))
            _feeds[channel.Id] = feed = new(timing);
        return (add(feed, channel), timing.Refresh, [signal]);
    }

    private (Track Track, long Refresh, string[] Signals) Arc<T>(Func<ArcSource, T, SampledTrack> add, T? of)
        where T : class
    {
        _current ??= Channel(SignalNames.Current);
        _voltage ??= Channel(SignalNames.Voltage);
        if (_arc is null || of is null || _current is null || _voltage is null)
            return (new AbsentTrack(), 0, []);
        var (current, voltage) = (SampleTiming.Of(_current, _paper.HoldPeriods), SampleTiming.Of(_voltage, _paper.HoldPeriods));
        var refresh = SampleTiming.Joint(current, voltage).Refresh;
        if (2 * refresh > _arc.ArcHold.Microseconds())
            return (new AbsentTrack(), refresh, [SignalNames.Current, SignalNames.Voltage]); // it misses arcs, and its means make arcs of contacts
        _arcSource ??= new(_arc, new(_arc, _current.Exponent, _voltage.Exponent), current, voltage);
        return (add(_arcSource, of), refresh, [SignalNames.Current, SignalNames.Voltage]);
    }
}
