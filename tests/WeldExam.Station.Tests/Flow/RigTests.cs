using System.Collections.Immutable;
using WeldExam.Drivers;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Station.Acquisition;
using WeldExam.Station.Flow;
using WeldExam.TestKit.Stations;

namespace WeldExam.Station.Tests.Flow;

/// <summary>Two rigs: the part of the test paper's K21 is held at the stick welder, beside a TIG machine with its own meter.</summary>
[Trait("Clause", "practice: a station has rigs")]
public sealed class RigTests : IDisposable
{
    private static readonly DeviceName TigMeter = new("tig-meter");

    private static readonly Rig Stick = new("stick", ["K21"], Names(("current", "stick-current"), ("voltage", "stick-voltage"))) { Processes = [111] };
    private static readonly Rig Tig = new("tig", ["K24"], Names(("current", "tig-current"))) { Processes = [141] };

    private static readonly ChannelTable Table = ChannelTable.Of(
    [
        Renamed(TestDevices.Device(TestDevices.Meter, TestDevices.MeterPeriod, new(2027, 6, 30), [.. TestDevices.Analogs.Select(TestDevices.Analog)], []), "stick"),
        TestDevices.Device(TestDevices.Inputs, TestDevices.InputPeriod, null, [.. TestDevices.Switches.Select(TestDevices.Digital)], []),
        Renamed(TestDevices.Device(TigMeter, TestDevices.MeterPeriod, new(2027, 6, 30), [TestDevices.Analog("current")], []), "tig"),
    ]);

    private readonly Bench _bench = new(new() { Channels = Table, Rigs = [Stick, Tig] });

    [Fact]
    public void A_part_names_its_rig_and_its_rigs_signals_by_the_papers_names()
    {
        var part = _bench.OpenPart();
        _bench.Perform(part);
        _bench.MarkAll(part);
        _bench.Close(part);
        var opened = _bench.Reading(part).Opened!.Part!;
        Assert.Equal("stick", opened.Rig);
        Assert.Equal(["current", "voltage", .. TestDevices.Switches, "tig-current"], opened.Channels.Select(channel => channel.Signal));
        Assert.Equal(Waveform.Dc, opened.Channels[0].Waveform);
        Assert.Null(opened.Channels[2].Waveform);
        Assert.DoesNotContain(_bench.Reading(part).Entries, recorded => recorded.Entry is OtherRigCurrent);
    }

    [Fact]
    public void Current_on_another_rig_refuses_the_part()
    {
        var request = _bench.Request(_bench.Present());
        Tell(80);
        Assert.Equal(["rig.otherCurrent: tig: 80 A"], _bench.Reasons(_bench.Open(request)).Select(reason => reason.ToString()));
        Tell(0);
        Assert.IsType<Done>(_bench.Open(request with { Command = _bench.Command() }));
    }

    [Fact]
    public void Current_on_another_rig_refuses_the_start_and_is_on_record_in_a_part()
    {
        var part = _bench.OpenPart();
        Tell(0);
        Tell(80);
        Assert.Equal(["rig.otherCurrent: tig"], _bench.Reasons(_bench.Act(part, new SubjectStarted(_bench.Command(), Bench.First))).Select(reason => reason.ToString()));
        Tell(4);
        Assert.IsType<Done>(_bench.Act(part, new SubjectStarted(_bench.Command(), Bench.First)));
        Tell(60);
        Tell(61);
        Tell(0, Quality.Timeout);
        _bench.Wait(2);
        var events = _bench.Reading(part).Entries.Select(recorded => recorded.Entry).OfType<OtherRigCurrent>();
        Assert.Equal(
            [SwitchState.On, SwitchState.Off, SwitchState.On, SwitchState.Unknown],
            events.Select(current => (current.Rig, current.Channel) == ("tig", 9) ? current.State : default));
    }

    [Fact]
    public void A_process_that_the_rig_does_not_do_and_a_welding_task_without_a_rig_are_refused()
    {
        var request = _bench.Request(_bench.Present());
        Assert.Equal(
            ["rig.process: 141; stick: 111"],
            _bench.Reasons(_bench.Open(request with { TaskCard = Bench.Card with { Process = 141 } })).Select(reason => reason.ToString()));
        using var bench = new Bench(new() { Channels = Table, Rigs = [Tig] });
        Assert.Contains("rig.missing: K21", bench.Reasons(bench.Open(bench.Request(bench.Present()))).Select(reason => reason.ToString()));
    }

    [Fact]
    public void The_own_rigs_current_is_no_event_and_a_shared_meter_is_no_other_rigs()
    {
        var both = new Rig("both", ["K24"], Stick.Signals);
        using var bench = new Bench(new() { Channels = Table, Rigs = [Stick, both] });
        var part = bench.OpenPart();
        bench.Perform(part);
        Assert.DoesNotContain(bench.Reading(part).Entries, recorded => recorded.Entry is OtherRigCurrent);
    }

    [Fact]
    public void A_channel_that_the_file_now_says_otherwise_feeds_a_part_that_is_taken_up_no_longer()
    {
        var part = _bench.OpenPart();
        var other = ChannelTable.Of(
        [
            Renamed(TestDevices.Device(TestDevices.Meter, TestDevices.MeterPeriod, new(2027, 6, 30), [TestDevices.Analog("current") with { Scale = new(1, -2, Drivers.Profiles.Rounding.Nearest) }, TestDevices.Analog("voltage")], []), "stick"),
            TestDevices.Device(TestDevices.Inputs, TestDevices.InputPeriod, null, [.. TestDevices.Switches.Select(TestDevices.Digital)], []),
        ]);
        _bench.Options = _bench.Options with { Channels = other };
        _bench.Restart();
        _bench.Wait(3);
        var reading = _bench.Reading(part);
        var taken = reading.Entries.Where(recorded => recorded.Epoch == 1).Select(recorded => recorded.Entry).OfType<Samples>().SelectMany(samples => samples.Columns).ToList();
        Assert.DoesNotContain(taken, column => column.Channel == 0);
        Assert.Contains(taken, column => column.Channel == 1);
    }

    public void Dispose() => _bench.Dispose();

    private static ImmutableSortedDictionary<string, string> Names(params (string Paper, string Station)[] names) =>
        names.ToImmutableSortedDictionary(pair => pair.Paper, pair => pair.Station, StringComparer.Ordinal);

    private static StationDevice Renamed(StationDevice device, string rig) => device with
    {
        Signals = device.Signals.ToImmutableDictionary(pair => pair.Key, pair => pair.Value with { Signal = $"{rig}-{pair.Value.Signal}" }),
    };

    private void Tell(long amperes, Quality quality = Quality.Good)
    {
        var now = _bench.Ask(loop => loop.Now);
        Assert.True(_bench.Station.Loop.Reports.TryWrite(new DevicePoll(TigMeter, now, now, [new(new("current"), amperes * 10, quality)])));
        _bench.Wait(0.05);
    }
}
