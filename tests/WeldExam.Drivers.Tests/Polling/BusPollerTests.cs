using System.Threading.Channels;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Exam.Signals;
using Xunit;

namespace WeldExam.Drivers.Tests.Polling;

public sealed class BusPollerTests
{
    private static readonly DeviceProfile Profile =
        ProfileFile.Read(File.ReadAllBytes(Path.Combine(ProfileFile.ShippedFolder, "waveshare-dio-8ch.yaml")), "waveshare").Profile!;

    private readonly FakeTimeProvider _clock = new();
    private readonly FakeLogger<BusPoller> _log = new();
    private readonly ScriptedLink _link;

    public BusPollerTests() => _link = new ScriptedLink(_clock) { Content = [0b101] };

    [Fact]
    public void Each_read_of_a_poll_brings_its_readings_stamped_in_its_middle()
    {
        var reports = Reports(TimeSpan.FromMilliseconds(50));
        var polls = reports.OfType<DevicePoll>().ToList();
        Assert.Equal(2, polls.Count);
        Assert.Equal([1L, 0L, 1L, 0L, 0L, 0L, 0L, 0L], polls[0].Readings.Select(reading => reading.Value));
        Assert.Equal("input-1", polls[0].Readings[0].Channel.Value);
        Assert.Equal("output-1", polls[1].Readings[0].Channel.Value);
        Assert.All(polls, poll => Assert.InRange((poll.At - poll.Asked).TotalMilliseconds, 4.9, 5.5));
    }

    [Fact]
    public void The_period_does_not_drift()
    {
        Reports(TimeSpan.FromSeconds(10.05));
        var first = _link.AskedAt.Where((_, index) => index % 2 == 0).ToList();
        Assert.Equal(101, first.Count);
        Assert.InRange((first[^1] - first[0]).TotalMilliseconds, 10_000, 10_001);
    }

    [Fact]
    public void A_single_fault_shows_in_its_readings_and_is_no_change_of_the_device()
    {
        _link.Then();
        var reports = Reports(TimeSpan.FromSeconds(1), at: 3, ModbusFailureKind.Checksum);
        Assert.Equal(2, reports.OfType<DevicePoll>().Count(poll => poll.Readings.All(reading => reading is { Quality: Quality.Crc, Value: 0 })));
        Assert.Equal(DeviceState.Answering, Assert.Single(reports.OfType<DeviceStateChange>()).To);
    }

    [Fact]
    public void A_device_that_falls_silent_and_returns_is_told_once_each_way()
    {
        _link.Always = ModbusFailureKind.Timeout;
        var reports = Reports(TimeSpan.FromSeconds(30), revive: TimeSpan.FromSeconds(20));
        Assert.Equal(
            [(DeviceState.Unknown, DeviceState.Silent), (DeviceState.Silent, DeviceState.Answering)],
            reports.OfType<DeviceStateChange>().Select(change => (change.From, change.To)));
        Assert.Equal([2102, 2101], _log.Collector.GetSnapshot().Select(record => record.Id.Id));
        Assert.All(reports.OfType<DevicePoll>().SelectMany(poll => poll.Readings), reading => Assert.True(reading is { Quality: Quality.Good } or { Value: 0 }));
    }

    [Fact]
    public void An_absent_device_is_asked_more_seldom_and_its_return_seen_within_the_longest_pause()
    {
        _link.Always = ModbusFailureKind.Timeout;
        var reports = Reports(TimeSpan.FromSeconds(30), revive: TimeSpan.FromSeconds(20));
        var asked = _link.AskedAt.Count(tick => tick - _link.AskedAt[0] < TimeSpan.FromSeconds(20));
        Assert.InRange(asked, 20, 50);
        var back = reports.OfType<DeviceStateChange>().Last();
        Assert.InRange((back.At - _link.AskedAt[0]).TotalSeconds, 20, 21.1);
    }

    [Fact]
    public void A_full_channel_makes_the_loop_wait_and_loses_nothing()
    {
        var channel = System.Threading.Channels.Channel.CreateBounded<DeviceReport>(1);
        Pump.Run(_clock, async () =>
        {
            using var stop = new CancellationTokenSource();
            var run = Poller(channel).RunAsync(stop.Token);
            await Task.Delay(TimeSpan.FromSeconds(5), _clock);
            Assert.Equal(2, _link.Asked);
            Assert.True(channel.Reader.TryRead(out _));
            await Task.Delay(TimeSpan.FromMilliseconds(1), _clock);
            Assert.True(channel.Reader.TryRead(out var second));
            Assert.Equal("output-1", Assert.IsType<DevicePoll>(second).Readings[0].Channel.Value);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        });
    }

    private BusPoller Poller(Channel<DeviceReport> channel) => new(
        [PolledDevice.On(_link, new DeviceName("switches"), 1, Profile, _clock)], channel.Writer, new PollingOptions(), _clock, _log);

    private List<DeviceReport> Reports(TimeSpan time, int at = 0, ModbusFailureKind? fault = null, TimeSpan? revive = null)
    {
        var channel = System.Threading.Channels.Channel.CreateBounded<DeviceReport>(10_000);
        return Pump.Run(_clock, async () =>
        {
            using var stop = new CancellationTokenSource();
            var run = Poller(channel).RunAsync(stop.Token);
            if (fault is { } kind)
            {
                await Task.Delay(TimeSpan.FromMilliseconds((100 * at) - 20), _clock);
                _link.Then(kind);
            }

            if (revive is { } after)
            {
                await Task.Delay(after, _clock);
                _link.Always = null;
                time -= after;
            }

            await Task.Delay(time, _clock);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
            var reports = new List<DeviceReport>();
            while (channel.Reader.TryRead(out var report))
                reports.Add(report);
            return reports;
        });
    }
}
