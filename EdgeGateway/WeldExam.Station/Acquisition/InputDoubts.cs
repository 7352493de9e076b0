using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Station.Acquisition;

/// <summary>Finds inputs that cannot be as they read. A contradiction counts once it lasts longer than both inputs' delays, refresh and hold can explain.</summary>
internal sealed class InputDoubts(ChannelTable table, WiringRules rules)
{
    private readonly Dictionary<int, (SwitchState State, MonotonicTick Since)> _states = [];
    private readonly Dictionary<int, Queue<MonotonicTick>> _changes = [];
    private readonly HashSet<int> _doubted = [];

    /// <summary>Takes an input's change before it is recorded.</summary>
    public void Take(InputChanged change, MonotonicTick at)
    {
        if (change.State != SwitchState.Unknown && _states.TryGetValue(change.Channel, out var before) && before.State != SwitchState.Unknown)
            (_changes.TryGetValue(change.Channel, out var queue) ? queue : _changes[change.Channel] = new()).Enqueue(at);
        _states[change.Channel] = (change.State, at);
    }

    /// <summary>What must be doubted from now on, each once.</summary>
    public IEnumerable<(InputDoubted Doubt, MonotonicTick Since)> Find(MonotonicTick now) => Contradictions(now).Concat(Chatter(now)).ToList();

    private IEnumerable<(InputDoubted Doubt, MonotonicTick Since)> Contradictions(MonotonicTick now)
    {
        foreach (var (inner, outer) in rules.Within)
        {
            if (table.Find(inner) is not { } within || table.Find(outer) is not { } around || _doubted.Contains(within.Id) || _doubted.Contains(around.Id))
                continue;
            if (!_states.TryGetValue(within.Id, out var on) || !_states.TryGetValue(around.Id, out var off)
                || on.State != SwitchState.On || off.State != SwitchState.Off)
                continue;
            var since = on.Since > off.Since ? on.Since : off.Since;
            if (now - since <= Slack(within) + Slack(around))
                continue;
            _doubted.Add(within.Id);
            _doubted.Add(around.Id);
            yield return (new([within.Id, around.Id], InputDoubt.Nesting, $"{inner} within {outer}"), since);
        }
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
