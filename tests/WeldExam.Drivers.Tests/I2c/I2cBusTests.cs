using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using WeldExam.Drivers.I2c;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Exam.Signals;
using Xunit;

namespace WeldExam.Drivers.Tests.I2c;

/// <summary>Chips polled into channels by their shipped profiles, from the bytes on their bus.</summary>
public sealed class I2cBusTests
{
    private const byte Meter = 0x48;
    private const byte Thermometer = 0x5A;
    private const byte Contacts = 0x20;

    private static readonly byte[] Ambient = [0x00, 0x3A, PacketErrorCode.Of([0xB4, 0x06, 0xB5, 0x00, 0x3A])];

    private readonly FakeTimeProvider _clock = new();
    private readonly Dictionary<byte, FakeI2cDevice> _chips = new()
    {
        [Meter] = new FakeI2cDevice(Meter).Answers(0x01, 0x85, 0x83).Answers(0x00, 0x48, 0xDB), // 18651 steps: 3.497 V, 49.9 A
        [Thermometer] = new FakeI2cDevice(Thermometer).Answers(0x07, 0xD2, 0x3A, 0x30).Answers(0x06, Ambient), // the datasheet's example: 3AD2h, 28.01 °C
        [Contacts] = new FakeI2cDevice(Contacts).Answers(0x00, 0xFF, 0xFF).Answers(0x0C, 0xFF, 0xFF).Answers(0x04, 0xFF, 0xFF).Answers(0x12, 0xFE, 0x7F),
    };

    private int _opened;

    [Fact]
    public async Task Chips_are_polled_into_channels_like_any_device()
    {
        var polls = await PollAsync();
        Assert.Equal(("49.9", Quality.Good), Of(polls, "meter", "current", 1));
        Assert.Equal(("28.01", Quality.Good), Of(polls, "thermometer", "object", 2));
        Assert.Equal(("1", Quality.Good), Of(polls, "contacts", "a0", 0));
        Assert.Equal(("0", Quality.Good), Of(polls, "contacts", "a1", 0));
        Assert.Equal(("1", Quality.Good), Of(polls, "contacts", "b7", 0));
        Assert.StartsWith("W 01 C1 83", _chips[Meter].Traffic[0], StringComparison.Ordinal); // AIN0, ±6.144 V, 128 a second, single shot
        Assert.Equal(3, _opened);
    }

    [Fact]
    public async Task A_wrong_packet_error_code_an_error_flag_and_the_end_of_the_scale_are_no_values()
    {
        _chips[Thermometer] = new FakeI2cDevice(Thermometer).Answers(0x07, 0xD2, 0x3A, 0x31).Answers(0x06, Ambient);
        _chips[Meter] = new FakeI2cDevice(Meter).Answers(0x01, 0x85, 0x83).Answers(0x00, 0x7F, 0xFF);
        var polls = await PollAsync();
        Assert.Equal(("0.00", Quality.Crc), Of(polls, "thermometer", "object", 2));
        Assert.Equal(("0.0", Quality.OutOfRange), Of(polls, "meter", "current", 1));
        _chips[Thermometer] = new FakeI2cDevice(Thermometer).Answers(0x07, [0xD2, 0xBA, PacketErrorCode.Of([0xB4, 0x07, 0xB5, 0xD2, 0xBA])]).Answers(0x06, Ambient);
        Assert.Equal(("0.00", Quality.OutOfRange), Of(await PollAsync(), "thermometer", "object", 2));
    }

    [Fact]
    public async Task Contacts_of_a_chip_that_was_reset_are_no_levels_until_it_is_set_up_again()
    {
        _chips[Contacts] = new FakeI2cDevice(Contacts).Answers(0x00, 0xFF, 0xFF).Answers(0x0C, 0x00, 0x00).Answers(0x0C, 0xFF, 0xFF).Answers(0x04, 0xFF, 0xFF).Answers(0x12, 0xFE, 0x7F);
        var readings = (await PollAsync()).Where(poll => poll.Device.Value == "contacts").Select(poll => poll.Readings[0].Quality).ToList();
        Assert.Equal(Quality.Crc, readings[0]);
        Assert.All(readings[1..], quality => Assert.Equal(Quality.Good, quality));
        Assert.Contains("W 0C FF FF", _chips[Contacts].Traffic);
    }

    [Fact]
    public async Task A_chip_that_does_not_acknowledge_is_silent_and_is_opened_again()
    {
        _chips.Remove(Meter);
        var polls = await PollAsync();
        Assert.All(polls.Where(poll => poll.Device.Value == "meter"), poll => Assert.Equal(Quality.Timeout, poll.Readings[0].Quality));
        Assert.True(_opened > 4, $"{_opened}");
        Assert.Equal(("28.01", Quality.Good), Of(polls, "thermometer", "object", 2));
    }

    private static (string Value, Quality Quality) Of(List<DevicePoll> polls, string device, string channel, int digits)
    {
        var reading = polls.Last(poll => poll.Device.Value == device && poll.Readings.Any(one => one.Channel.Value == channel)).Readings.Single(one => one.Channel.Value == channel);
        return ((reading.Value / (decimal)Math.Pow(10, digits)).ToString($"F{digits}", System.Globalization.CultureInfo.InvariantCulture), reading.Quality);
    }

    private async Task<List<DevicePoll>> PollAsync()
    {
        var meter = await ProfileAsync("ads1115-hall");
        var thermometer = await ProfileAsync("mlx90614");
        var contacts = await ProfileAsync("mcp23017");
        var chips = new Dictionary<byte, I2cChip> { [Meter] = meter.Link.Chip!, [Thermometer] = thermometer.Link.Chip!, [Contacts] = contacts.Link.Chip! };
        using var bus = new I2cBus(1, chips, Open, _clock);
        var reports = System.Threading.Channels.Channel.CreateBounded<DeviceReport>(10_000);
        var poller = new BusPoller(
            [PolledDevice.On(bus, new("meter"), Meter, meter, _clock), PolledDevice.On(bus, new("thermometer"), Thermometer, thermometer, _clock),
                PolledDevice.On(bus, new("contacts"), Contacts, contacts, _clock)],
            reports.Writer, new(), _clock, new FakeLogger<BusPoller>());
        Pump.Run(_clock, async () =>
        {
            using var stop = new CancellationTokenSource();
            var run = poller.RunAsync(stop.Token);
            await Task.Delay(TimeSpan.FromSeconds(2), _clock);
            Pump.Cancel(stop);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        });
        var polls = new List<DevicePoll>();
        while (reports.Reader.TryRead(out var report))
        {
            if (report is DevicePoll poll)
                polls.Add(poll);
        }

        return polls;
    }

    private FakeI2cDevice Open(byte address)
    {
        _opened++;
        return _chips.TryGetValue(address, out var chip) ? chip : throw new IOException("no acknowledge");
    }

    private static async Task<DeviceProfile> ProfileAsync(string name)
    {
        var reading = await ProfileFile.LoadAsync(Path.Combine(AppContext.BaseDirectory, "profiles", $"{name}.yaml"), TestContext.Current.CancellationToken);
        Assert.Empty(reading.Errors);
        return reading.Profile!;
    }
}
