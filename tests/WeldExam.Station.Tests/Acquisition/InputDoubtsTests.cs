using System.Collections.Immutable;
using WeldExam.Contracts.Blocks;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Station.Acquisition;
using WeldExam.TestKit.Stations;

namespace WeldExam.Station.Tests.Acquisition;

[Trait("Clause", "practice: plausibility between nested switches")]
public sealed class InputDoubtsTests
{
    private static readonly WiringRules Rules = new(ImmutableSortedDictionary<string, string>.Empty.Add("machine", "rcd").Add("rcd", "main"));
    private readonly ChannelTable _table = TestDevices.Table();
    private readonly SignalRecorder _recorder;
    private readonly List<StampedEntry> _entries = [];

    public InputDoubtsTests() => _recorder = new(_table, Rules);

    [Fact]
    public void A_machine_energised_behind_an_open_rcd_makes_both_unknown_from_the_beginning_of_it()
    {
        Run(1000, 1500, main: 1, rcd: 1, machine: 1);
        Run(1500, 2500, main: 1, rcd: 0, machine: 1);
        Run(2500, 4000, main: 1, rcd: 1, machine: 1);
        var doubt = Assert.Single(_entries.Select(entry => entry.Entry).OfType<InputDoubted>());
        Assert.Equal((InputDoubt.Nesting, "machine within rcd"), (doubt.Doubt, doubt.Rule));
        Assert.Equal([Id("machine"), Id("rcd")], doubt.Channels);
        foreach (var signal in new[] { "machine", "rcd" })
        {
            var last = (InputChanged)_entries.Last(entry => entry.Entry is InputChanged change && change.Channel == Id(signal)).Entry;
            Assert.Equal((SwitchState.Unknown, Quality.Implausible), (last.State, last.Cause));
            Assert.InRange(last.NotBefore.Microseconds, 1_500_000, 1_510_000);
        }

        Assert.Equal(SwitchState.On, Last("main").State);
    }

    [Fact]
    public void What_the_delays_of_both_can_explain_is_no_contradiction()
    {
        Run(1000, 1500, main: 1, rcd: 1, machine: 1);
        Run(1500, 1700, main: 0, rcd: 1, machine: 1);
        Run(1700, 3000, main: 0, rcd: 0, machine: 0);
        Assert.DoesNotContain(_entries, entry => entry.Entry is InputDoubted);
        Assert.Equal(SwitchState.Off, Last("machine").State);
    }

    [Fact]
    public void A_contact_that_never_moved_though_what_lies_behind_it_did_is_called_stuck()
    {
        Run(1000, 1500, main: 0, rcd: 0, machine: 0);
        Run(1500, 3000, main: 0, rcd: 1, machine: 0);
        var doubt = Assert.Single(_entries.Select(entry => entry.Entry).OfType<InputDoubted>());
        Assert.Equal((InputDoubt.Stuck, "rcd within main"), (doubt.Doubt, doubt.Rule));
        Assert.Equal(SwitchState.Unknown, Last("main").State);
    }

    [Theory]
    [InlineData(SwitchState.On, 0, "current above 5 while machine")]
    [InlineData(SwitchState.Off, 1, "current above 5 while not machine")]
    public void Current_that_cannot_flow_makes_the_switch_and_the_current_unknown(SwitchState only, long machine, string rule)
    {
        var recorder = Measuring(only);
        Measure(recorder, 1000, 1500, current: 40, machine);
        Measure(recorder, 1500, 3500, current: 800, machine);
        var doubt = Assert.Single(_entries.Select(entry => entry.Entry).OfType<InputDoubted>());
        Assert.Equal((InputDoubt.Stuck, rule), (doubt.Doubt, doubt.Rule));
        Assert.Equal([Id("current"), Id("machine")], doubt.Channels);
        Assert.Equal((SwitchState.Unknown, Quality.Implausible), (Last("machine").State, Last("machine").Cause));
        var current = _entries.Select(entry => entry.Entry).OfType<Samples>().SelectMany(samples => samples.Columns).Where(column => column.Channel == Id("current")).ToList();
        Assert.Equal(Quality.Good, current[0].Quality[0]);
        Assert.Equal((Quality.Implausible, 0L), (current[^1].Quality[^1], current[^1].Values[^1]));
    }

    [Fact]
    public void A_current_that_the_meters_uncertainty_may_explain_or_that_is_soon_over_is_no_contradiction()
    {
        var recorder = Measuring(SwitchState.On);
        Measure(recorder, 1000, 3000, current: 60, machine: 0); // 6 A, within 1 A of 5
        Measure(recorder, 3000, 3300, current: 800, machine: 0);
        Measure(recorder, 3300, 5000, current: 0, machine: 0);
        Assert.DoesNotContain(_entries, entry => entry.Entry is InputDoubted);
    }

    [Fact]
    public void An_input_that_changes_as_no_hand_does_is_unknown()
    {
        for (var turn = 0; turn < 30; turn++)
            Run(1000 + (100 * turn), 1100 + (100 * turn), main: turn % 2, rcd: 0, machine: 0);
        Assert.Equal(InputDoubt.Chatter, Assert.Single(_entries.Select(entry => entry.Entry).OfType<InputDoubted>()).Doubt);
        Assert.Equal((SwitchState.Unknown, Quality.Implausible), (Last("main").State, Last("main").Cause));
        Assert.Equal(SwitchState.Off, Last("rcd").State);
    }

    [Fact]
    public void A_stamped_edge_keeps_its_raw_time_and_one_after_a_hole_counts_from_its_rest()
    {
        Run(1000, 1100, main: 0, rcd: 0, machine: 0);
        _recorder.Take(new InputEdge(TestDevices.Inputs, new("main"), 1, Ms(1110), Ms(1110), Ms(1118), 4));
        var edge = Assert.Single(_recorder.Drain());
        Assert.Equal((Ms(1110), new InputChanged(Id("main"), SwitchState.On, Ms(1110), Quality.Good)), (edge.At, edge.Entry));
        _recorder.Advance(Ms(2000));
        _recorder.Drain();
        _recorder.Take(new InputEdge(TestDevices.Inputs, new("main"), 0, Ms(2100), Ms(2100), Ms(2130), 9));
        var rested = Assert.Single(_recorder.Drain());
        Assert.Equal((Ms(2130), new InputChanged(Id("main"), SwitchState.Off, Ms(2130), Quality.Good)), (rested.At, rested.Entry));
    }

    private static MonotonicTick Ms(long milliseconds) => new(milliseconds * 1000);

    private void Run(long from, long to, long main, long rcd, long machine)
    {
        for (var at = from; at < to; at += 50)
        {
            _recorder.Take(new DevicePoll(TestDevices.Inputs, Ms(at), Ms(at + 2), [
                new(new("main"), main, Quality.Good), new(new("rcd"), rcd, Quality.Good), new(new("machine"), machine, Quality.Good)]));
            _entries.AddRange(_recorder.Drain());
        }
    }

    private SignalRecorder Measuring(SwitchState only) => new(_table, WiringRules.None with { Only = [new("current", 5, "machine", only)] });

    private void Measure(SignalRecorder recorder, long from, long to, long current, long machine)
    {
        for (var at = from; at < to; at += 50)
        {
            recorder.Take(new DevicePoll(TestDevices.Inputs, Ms(at), Ms(at + 2), [new(new("machine"), machine, Quality.Good)]));
            recorder.Take(new DevicePoll(TestDevices.Meter, Ms(at + 10), Ms(at + 12), [new(new("current"), current, Quality.Good), new(new("voltage"), 0, Quality.Good)]));
            _entries.AddRange(recorder.Drain());
        }
    }

    private InputChanged Last(string signal) => (InputChanged)_entries.Last(entry => entry.Entry is InputChanged change && change.Channel == Id(signal)).Entry;

    private int Id(string signal) => _table.Find(signal)!.Id;
}
