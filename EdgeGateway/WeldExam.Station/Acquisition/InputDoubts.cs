using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Station.Acquisition;

/// <summary>Finds inputs that cannot be as they read. A contradiction counts once it lasts longer than both signals' delays, refresh and hold can explain.</summary>
internal sealed class InputDoubts(ChannelTable table, WiringRules rules)
{
    private readonly Dictionary<int, (SwitchState State, MonotonicTick Since)> _states = [];
    private readonly Dictionary<int, SwitchState> _first = [];
    private readonly HashSet<int> _moved = [];
    private readonly Dictionary<OnlyWhile, MonotonicTick> _above = [];
    private readonly Dictionary<int, Queue<MonotonicTick>> _changes = [];
    private readonly HashSet<int> _doubted = [];

    /// <summary>Whether nothing of that channel is to be believed any more.</summary>
    public bool IsDoubted(int channel) => _doubted.Contains(channel);

    /// <summary>Takes an input's change before it is recorded.</summary>
    public void Take(InputChanged change, MonotonicTick at)
    {
        if (change.State != SwitchState.Unknown)
        {
            if (!_first.TryAdd(change.Channel, change.State) && _first[change.Channel] != change.State)
                _moved.Add(change.Channel);
            if (_states.TryGetValue(change.Channel, out var before) && before.State != SwitchState.Unknown)
                (_changes.TryGetValue(change.Channel, out var queue) ? queue : _changes[change.Channel] = new()).Enqueue(at);
        }

        _states[change.Channel] = (change.State, at);
    }

    /// <summary>Takes a sample of a measured signal.</summary>
    public void Take(Channel channel, long value, Quality quality, MonotonicTick at)
    {
        foreach (var only in rules.Only)
        {
            if (only.Signal != channel.Signal)
                continue;
            if (quality != Quality.Good || !only.IsSurelyAbove(channel, value))
                _above.Remove(only);
            else
                _above.TryAdd(only, at);
        }
    }

    /// <summary>What must be doubted from now on, each once.</summary>
    public IEnumerable<(InputDoubted Doubt, MonotonicTick Since)> Find(MonotonicTick now) => [.. Contradictions(now), .. Measured(now), .. Chatter(now)];

    private IEnumerable<(InputDoubted Doubt, MonotonicTick Since)> Contradictions(MonotonicTick now)
    {
        foreach (var (inner, outer) in rules.Within)
        {
            if (table.Find(inner) is not { } within || table.Find(outer) is not { } around
                || !_states.TryGetValue(within.Id, out var on) || on.State != SwitchState.On || Since(around, SwitchState.Off) is not { } off)
                continue;
            if (Doubt(within, around, on.Since > off ? on.Since : off, now, $"{inner} within {outer}") is { } doubt)
                yield return doubt;
        }
    }

    private IEnumerable<(InputDoubted Doubt, MonotonicTick Since)> Measured(MonotonicTick now)
    {
        foreach (var (only, above) in _above)
        {
            var wrong = only.State == SwitchState.On ? SwitchState.Off : SwitchState.On;
            if (table.Find(only.Signal) is not { } measured || table.Find(only.Switch) is not { } input || Since(input, wrong) is not { } since)
                continue;
            if (Doubt(measured, input, above > since ? above : since, now, only.ToString()) is { } doubt)
                yield return doubt;
        }
    }

    private MonotonicTick? Since(Channel channel, SwitchState state) =>
        _states.TryGetValue(channel.Id, out var read) && read.State == state ? read.Since : null;

    // Which of the two is wrong cannot be told: both are unknown. That one never moved is told, for whoever repairs it.
    private (InputDoubted Doubt, MonotonicTick Since)? Doubt(Channel inner, Channel outer, MonotonicTick since, MonotonicTick now, string rule)
    {
        if (_doubted.Contains(inner.Id) || _doubted.Contains(outer.Id) || now - since <= Slack(inner) + Slack(outer))
            return null;
        _doubted.Add(inner.Id);
        _doubted.Add(outer.Id);
        var isStuck = !_moved.Contains(outer.Id) && (inner.Kind == ChannelKind.Analog || _moved.Contains(inner.Id));
        return (new([inner.Id, outer.Id], isStuck ? InputDoubt.Stuck : InputDoubt.Nesting, rule), since);
    }

    private IEnumerable<(InputDoubted Doubt, MonotonicTick Since)> Chatter(MonotonicTick now)
    {
        foreach (var (channel, changes) in _changes)
        {
            while (changes.TryPeek(out var oldest) && now - oldest > rules.ChatterSpan)
                changes.Dequeue();
            if (changes.Count > rules.MostChanges && _doubted.Add(channel))
                yield return (new([channel], InputDoubt.Chatter, $"{changes.Count} changes in {rules.ChatterSpan.TotalSeconds:0} s"), changes.Peek());
        }
    }

    private static TimeSpan Slack(Channel channel) => channel.Delay.Max + channel.Refresh.Max + (channel.Period * 2.5);
}
