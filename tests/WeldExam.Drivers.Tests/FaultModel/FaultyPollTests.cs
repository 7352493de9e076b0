using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Exam.Signals;
using Xunit;

namespace WeldExam.Drivers.Tests.FaultModel;

/// <summary>A poller with four requests in flight on a faulty connection: what it reports as good was held by the device while it was asked.</summary>
public sealed class FaultyPollTests
{
    private const int Seeds = 200;
    private const int Reads = 6;
    private const int RequestLength = 12;

    private static readonly FaultSetting Setting = FaultSetting.Tcp with { Pipelining = 4 };

    private static readonly DeviceProfile Profile =
        Drawn.Profile(new ReadLimits { Pipelining = 4 }, Enumerable.Range(0, Reads).SelectMany(read => new[] { Word($"stamp-{read}", 100 * read), Word($"check-{read}", (100 * read) + 1) })) with
        {
            Link = new(LinkKind.Tcp, FaultyDevice.Unit, null, 502),
            Poll = new(
                TimeSpan.FromMilliseconds(100), TimeSpan.FromMicroseconds(Setting.ResponseTimeout), TimeSpan.FromMicroseconds(Setting.LongestAnswer), TimeSpan.Zero),
        };

    [Fact]
    public void Whatever_the_connection_does_no_reported_value_is_wrong()
    {
        var (good, missing) = (0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            foreach (var poll in Poll(seed))
            {
                if (poll.Readings[0].Quality != Quality.Good)
                {
                    missing++;
                    Assert.All(poll.Readings, reading => Assert.Equal(0, reading.Value));
                    continue;
                }

                good++;
                var (stamp, answered) = (poll.Readings[0].Value, poll.At + (poll.At - poll.Asked));
                Assert.True(stamp >= poll.Asked.Microseconds / 1000 && stamp <= (answered.Microseconds + 1) / 1000, $"seed {seed}: a value of {stamp} ms in an answer asked for at {poll.Asked}");
                Assert.Equal(FaultyDevice.Register((int)stamp, 1, FaultyDevice.Unit, 4), poll.Readings[1].Value);
            }
        }

        Assert.True(good > 10 * Seeds && missing > 10 * Seeds, $"{good} good and {missing} missing prove little");
    }

    private static List<DevicePoll> Poll(int seed)
    {
        var clock = new FaultClock();
        var random = new Random(seed);
        return clock.Run(async () =>
        {
            var line = new FaultLine(clock) { DiesWithConnection = true };
            var device = new FaultyDevice(clock, line, Setting, random, new FaultTally());
            line.Device = requests => Array.ForEach(requests.Chunk(RequestLength).ToArray(), device.Hear);
            using var link = new ModbusTcpLink(line, new ModbusLinkOptions(), new Random(seed), clock, NullLogger<ModbusTcpLink>.Instance);
            var channel = System.Threading.Channels.Channel.CreateBounded<DeviceReport>(10_000);
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(4), clock);
            var polled = PolledDevice.On(link, new("faulty"), FaultyDevice.Unit, Profile, clock);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => new BusPoller([polled], channel.Writer, new PollingOptions(), clock, NullLogger<BusPoller>.Instance).RunAsync(stop.Token));
            var polls = new List<DevicePoll>();
            while (channel.Reader.TryRead(out var report))
            {
                if (report is DevicePoll poll)
                    polls.Add(poll);
            }

            return polls;
        });
    }

    private static ChannelProfile Word(string name, int address) => Drawn.Register(name, address) with { Valid = null };
}
