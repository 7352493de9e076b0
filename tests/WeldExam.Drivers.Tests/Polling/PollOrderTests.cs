using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.Drivers.Tests.FaultModel;
using WeldExam.Drivers.Tests.Rig;
using Xunit;

namespace WeldExam.Drivers.Tests.Polling;

/// <summary>In which order a poller asks, and how much at once. A transaction of the scripted link takes 10 ms.</summary>
public sealed class PollOrderTests
{
    private static readonly ChannelName Stop = new("stop");

    private readonly FaultClock _clock = new();
    private readonly ScriptedLink _link;

    public PollOrderTests() => _link = new ScriptedLink(_clock) { Content = new byte[250] };

    [Fact]
    public void A_device_is_asked_as_many_reads_at_once_as_its_profile_allows()
    {
        var polls = Poll(TimeSpan.FromMilliseconds(95), Tcp(pipelining: 4, reads: 10)).OfType<DevicePoll>().ToList();
        Assert.Equal(4, _link.MostInFlight);
        Assert.Equal(Enumerable.Range(0, 10).Select(number => 100 * number), _link.Requests.Select(asked => (int)asked.Request.Address));
        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"tag-{number}"), polls.Select(poll => poll.Readings[0].Channel.Value));
        Assert.Equal([0, 0, 0, 0, 10, 10, 10, 10, 20, 20], polls.Select(poll => poll.Asked.Microseconds / 1000));
        Assert.All(polls, poll => Assert.Equal(5_000, (poll.At - poll.Asked).TotalMicroseconds));
    }

    [Fact]
    public void A_device_that_allows_one_is_asked_one_by_one()
    {
        Poll(TimeSpan.FromMilliseconds(95), Tcp(pipelining: 1, reads: 5));
        Assert.Equal(1, _link.MostInFlight);
        Assert.Equal([0, 10, 20, 30, 40], _link.AskedAt.Select(at => at.Microseconds / 1000));
    }

    [Fact]
    public void An_absent_device_is_asked_no_more_at_once_than_it_may_take_and_each_read_tells_why()
    {
        _link.Always = ModbusFailureKind.Timeout;
        var polls = Poll(TimeSpan.FromMilliseconds(95), Tcp(pipelining: 3, reads: 10)).OfType<DevicePoll>().ToList();
        Assert.Equal(3, _link.Asked);
        Assert.Equal(10, polls.Count);
        Assert.All(polls, poll => Assert.Equal((0, Exam.Signals.Quality.Timeout), (poll.Readings[0].Value, poll.Readings[0].Quality)));
    }

    [Fact]
    public void A_poller_that_is_stopped_leaves_nothing_under_way()
    {
        Poll(TimeSpan.FromMilliseconds(5), Tcp(pipelining: 4, reads: 10));
        Assert.Equal((4, 0), (_link.Asked, _link.InFlight));
    }

    [Fact]
    public void Of_one_devices_reads_those_of_safety_inputs_go_first_and_are_urgent()
    {
        var device = Tcp(pipelining: 1, reads: 4) with { SafetyInputs = [new("tag-2")] };
        Poll(TimeSpan.FromMilliseconds(95), device);
        Assert.Equal([(200, true), (0, false), (100, false), (300, false)], _link.Requests.Select(asked => ((int)asked.Request.Address, asked.Peer.IsSafetyInput)));
    }

    [Fact]
    public void Of_what_is_due_safety_inputs_go_first()
    {
        // Every 100 ms the meters take 60 ms of the bus and their turns begin together with the switch's.
        Poll(TimeSpan.FromSeconds(2), Tcp(1, reads: 3, unit: 1), Tcp(1, reads: 3, unit: 2), Switch(unit: 3, period: 50));
        var late = _link.Requests.Zip(_link.AskedAt).Where(pair => pair.First.Peer.Unit == 3).Select((pair, index) => (pair.Second.Microseconds / 1000) - (50 * index)).ToList();
        Assert.Equal(40, late.Count);
        Assert.All(late, milliseconds => Assert.InRange(milliseconds, 0, 20)); // the turn under way is finished first
    }

    [Fact]
    public void Safety_inputs_that_take_the_whole_bus_starve_nobody()
    {
        Poll(TimeSpan.FromSeconds(2), Tcp(1, reads: 1, unit: 1), Switch(unit: 2, period: 10), Switch(unit: 3, period: 10));
        var between = string.Concat(_link.Requests.Select(asked => asked.Peer.Unit == 1 ? '|' : '.')).Split('|');
        Assert.InRange(between.Length, 15, 21);
        Assert.Contains(_link.Requests, asked => asked.Peer is { Unit: 2, IsSafetyInput: true });
    }

    private PolledDevice Tcp(int pipelining, int reads, byte unit = 1)
    {
        var profile = Drawn.Profile(new ReadLimits { Pipelining = pipelining }, Enumerable.Range(0, reads).Select(number => Drawn.Register($"tag-{number}", 100 * number)));
        return PolledDevice.On(_link, new($"device-{unit}"), unit, profile with { Link = new(LinkKind.Tcp, unit, null, 502) }, _clock);
    }

    private PolledDevice Switch(byte unit, int period)
    {
        var profile = Drawn.Profile(new(), Drawn.Register("stop", 0, period));
        return PolledDevice.On(_link, new($"switch-{unit}"), unit, profile, _clock) with { SafetyInputs = [Stop] };
    }

    private List<DeviceReport> Poll(TimeSpan time, params ImmutableArray<PolledDevice> devices) => _clock.Run(async () =>
    {
        var channel = System.Threading.Channels.Channel.CreateBounded<DeviceReport>(10_000);
        using var stop = new CancellationTokenSource(time, _clock);
        var run = new BusPoller(devices, channel.Writer, new PollingOptions(), _clock, NullLogger<BusPoller>.Instance).RunAsync(stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        var reports = new List<DeviceReport>();
        while (channel.Reader.TryRead(out var report))
            reports.Add(report);
        return reports;
    });
}
