using System.Buffers.Binary;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;
using Xunit;
using ChannelKind = WeldExam.Drivers.Profiles.ChannelKind;

namespace WeldExam.Drivers.Tests.Polling;

/// <summary>Each quality a sample can have, made by what makes it (docs/DEVICES.md).</summary>
public sealed class SampleQualityTests
{
    private static readonly DeviceName Meter = new("meter");
    private static readonly DeviceName Inputs = new("inputs");

    private readonly FakeTimeProvider _clock = new();
    private readonly FakeLogger<BusPoller> _log = new();
    private readonly BoothLink _link;

    public SampleQualityTests() => _link = new BoothLink(_clock);

    [Theory]
    [InlineData(ModbusFailureKind.Timeout, Quality.Timeout)]
    [InlineData(ModbusFailureKind.NotAsked, Quality.Timeout)]
    [InlineData(ModbusFailureKind.Checksum, Quality.Crc)]
    [InlineData(ModbusFailureKind.Malformed, Quality.Crc)]
    [InlineData(ModbusFailureKind.Exception, Quality.Exception)]
    [InlineData(ModbusFailureKind.LinkDown, Quality.LinkDown)]
    public void A_failed_transaction_gives_each_channel_its_cause_and_no_value(ModbusFailureKind failure, Quality quality)
    {
        _link.MeterFailure = failure;
        Assert.All(Readings(Run(1)), reading => Assert.Equal((0L, quality), (reading.Value, reading.Quality)));
    }

    [Fact]
    public void Good_out_of_range_and_an_open_sensor_come_from_the_registers()
    {
        var loop = Drawn.Register("value", 0) with { Loop = CurrentLoop.Of(4000, 20000), Linear = new(4000, 20000, 50_000), Valid = new(0, 40_000) };
        (long, Quality) Of(int raw)
        {
            _link.Registers = [raw];
            var reading = Readings(Run(1, Drawn.Profile(ReadLimits.Protocol, loop)))[0];
            return (reading.Value, reading.Quality);
        }

        Assert.Equal((0, Quality.Good), Of(4000));
        Assert.Equal((0, Quality.OutOfRange), Of(20000));
        Assert.Equal((0, Quality.SensorOpen), Of(3599));
        Assert.Equal((0, Quality.SensorOpen), Of(21001));
    }

    [Fact]
    [Trait("Clause", "practice 7: repeats are marked")]
    public void What_comes_again_before_the_meter_can_have_renewed_it_is_a_repeat()
    {
        var meter = Drawn.Profile(ReadLimits.Protocol, Drawn.Register("value", 0) with { Refresh = new(TimeSpan.FromMilliseconds(350), TimeSpan.FromSeconds(1)) });
        var readings = Readings(Run(3, meter, at: 1.02, act: () => _link.Registers = [778]));
        Assert.DoesNotContain(readings[..11], reading => reading.IsRepeat); // since when it stands nobody saw
        var changed = readings.FindIndex(reading => reading.Value == 778);
        Assert.Equal([false, true, true, false, false], readings.Skip(changed).Take(5).Select(reading => reading.IsRepeat)); // 100 ms apart, made at most 100 ms before the first
        Assert.All(readings, reading => Assert.Equal(Quality.Good, reading.Quality));
    }

    [Fact]
    [Trait("Clause", "practice 7: repeats are marked")]
    public void What_comes_under_the_same_heartbeat_is_a_repeat()
    {
        var value = Drawn.Register("value", 0);
        var meter = Drawn.Profile(ReadLimits.Protocol, value) with { Heartbeat = new(value.From, 1, 0xFFFF, TimeSpan.FromSeconds(10)) };
        _link.Registers = [777, 1];
        var readings = Readings(Run(2, meter, at: 1.02, act: () => _link.Registers = [777, 2]));
        Assert.False(readings[0].IsRepeat);
        Assert.All(readings[1..10], reading => Assert.True(reading.IsRepeat));
        Assert.Single(readings.Skip(1), reading => !reading.IsRepeat); // renewed, with the same digits
    }

    [Theory]
    [InlineData(ModbusFailureKind.Timeout, Quality.ExpectedAbsence, DeviceState.SwitchedOff)]
    [InlineData(ModbusFailureKind.Checksum, Quality.Crc, DeviceState.Disturbed)]
    [InlineData(ModbusFailureKind.LinkDown, Quality.LinkDown, DeviceState.LinkDown)]
    public void While_the_supply_reads_off_only_silence_is_expected(ModbusFailureKind failure, Quality quality, DeviceState state)
    {
        _link.IsMainOn = false;
        _link.MeterFailure = failure;
        var reports = Run(2);
        Assert.All(Readings(reports)[1..], reading => Assert.Equal((0L, quality), (reading.Value, reading.Quality)));
        Assert.Equal(state, reports.OfType<DeviceStateChange>().Last(change => change.Device == Meter).To);
    }

    [Fact]
    public void A_meter_that_answers_while_its_supply_reads_off_is_believed()
    {
        _link.IsMainOn = false;
        Assert.All(Readings(Run(1)), reading => Assert.Equal((777L, Quality.Good), (reading.Value, reading.Quality)));
    }

    [Fact]
    public void Absence_ends_with_the_time_the_machine_needs_to_start()
    {
        var profile = Drawn.Profile(ReadLimits.Protocol, Drawn.Register("value", 0));
        profile = profile with { Poll = profile.Poll with { StartUp = TimeSpan.FromSeconds(3) } };
        _link.IsMainOn = false;
        _link.MeterFailure = ModbusFailureKind.Timeout;
        var reports = Run(10, profile, at: 2, () => _link.IsMainOn = true);
        var on = reports.OfType<DevicePoll>().First(poll => poll.Device == Inputs && poll.Readings[0].Value == 1).At;
        var polls = reports.OfType<DevicePoll>().Where(poll => poll.Device == Meter).Skip(1).ToList();
        Assert.All(polls, poll => Assert.Equal(poll.At - on < TimeSpan.FromSeconds(3) - TimeSpan.FromMilliseconds(10), poll.Readings[0].Quality == Quality.ExpectedAbsence));
        Assert.Equal(
            [DeviceState.SwitchedOff, DeviceState.Silent], reports.OfType<DeviceStateChange>().Where(change => change.Device == Meter).Select(change => change.To).TakeLast(2));
    }

    [Fact]
    public void A_contact_that_is_not_read_itself_excuses_nobody()
    {
        _link.IsMainOn = false;
        _link.MeterFailure = ModbusFailureKind.Timeout;
        var reports = Run(4, at: 2, act: () => _link.InputFailure = ModbusFailureKind.Timeout);
        Assert.Equal([Quality.ExpectedAbsence, Quality.Timeout], Readings(reports).Skip(1).Select(reading => reading.Quality).Distinct());
    }

    [Fact]
    public void A_device_of_the_stations_own_circuit_is_never_excused()
    {
        _link.IsMainOn = false;
        _link.MeterFailure = ModbusFailureKind.Timeout;
        var own = Drawn.Register("value", 0) with { PoweredBy = PoweredBy.Station };
        Assert.All(Readings(Run(1, Drawn.Profile(ReadLimits.Protocol, own))), reading => Assert.Equal(Quality.Timeout, reading.Quality));
    }

    [Fact]
    public void A_heartbeat_that_stands_still_makes_every_value_stale_until_it_beats_again()
    {
        var profile = Drawn.Profile(ReadLimits.Protocol, Drawn.Register("value", 0)) with
        {
            Heartbeat = new Heartbeat(RegisterKind.Input, 1, ushort.MaxValue, TimeSpan.FromMilliseconds(500)),
        };
        _link.Registers = [777, 1];
        var reports = Run(4, profile, at: 2, () => _link.Registers = [777, 2]);
        var polls = reports.OfType<DevicePoll>().Where(poll => poll.Device == Meter).ToList();
        var beats = polls.First().At;
        foreach (var poll in polls)
        {
            if (poll.At - beats > TimeSpan.FromMilliseconds(1990) && beats == polls[0].At)
                beats = poll.At;
            Assert.Equal(poll.At - beats > TimeSpan.FromMilliseconds(500) ? (0L, Quality.Stale) : (777L, Quality.Good), (poll.Readings[0].Value, poll.Readings[0].Quality));
        }

        Assert.Equal(3, Runs(polls.Select(poll => poll.Readings[0].Quality)) - 1);
    }

    [Fact]
    public void A_value_that_stands_still_where_a_live_signal_would_not_is_stale_and_one_at_rest_is_not()
    {
        var profile = Drawn.Profile(ReadLimits.Protocol, Drawn.Register("value", 0) with { Stuck = new(TimeSpan.FromSeconds(1), 500) });
        var reports = Run(4, profile, at: 2, () => _link.Registers = [300]);
        var polls = reports.OfType<DevicePoll>().Where(poll => poll.Device == Meter).ToList();
        Assert.All(polls, poll => Assert.Equal(
            (poll.At - polls[0].At).TotalSeconds is > 1 and < 1.99 ? Quality.Stale : Quality.Good, poll.Readings[0].Quality));
        Assert.Equal(3, Runs(polls.Select(poll => poll.Readings[0].Quality)));
    }

    [Fact]
    public void Channels_of_several_periods_keep_their_grids_without_drift()
    {
        var profile = Drawn.Profile(ReadLimits.Protocol, Drawn.Register("fast", 0, 100), Drawn.Register("slow", 50, 1000));
        var polls = Run(20, profile).OfType<DevicePoll>().Where(poll => poll.Device == Meter).ToList();
        foreach (var (channel, period, count) in new[] { ("fast", 100, 200), ("slow", 1000, 20) })
        {
            var asked = polls.Where(poll => poll.Readings[0].Channel.Value == channel).Select(poll => poll.Asked).ToList();
            Assert.InRange(asked.Count, count, count + 1);
            Assert.All(asked.Select((tick, index) => (tick - asked[0]).TotalMilliseconds - (index * period)), off => Assert.InRange(off, -35, 35));
        }
    }

    private static int Runs(IEnumerable<Quality> qualities)
    {
        var all = qualities.ToList();
        return 1 + all.Zip(all.Skip(1)).Count(pair => pair.First != pair.Second);
    }

    private static List<ChannelReading> Readings(IEnumerable<DeviceReport> reports) =>
        [.. reports.OfType<DevicePoll>().Where(poll => poll.Device == Meter).SelectMany(poll => poll.Readings)];

    private List<DeviceReport> Run(int seconds, DeviceProfile? meter = null, double at = 0, Action? act = null)
    {
        meter ??= Drawn.Profile(ReadLimits.Protocol, Drawn.Register("value", 0));
        var main = Drawn.Register("main", 0) with { Kind = ChannelKind.Digital, Format = RegisterFormat.Bits, Bit = 0, PoweredBy = PoweredBy.Station };
        var inputs = Drawn.Profile(ReadLimits.Protocol, main);
        var supplies = new Supplies(new Dictionary<(DeviceName, ChannelName), SupplyContact>
        {
            [(Inputs, main.Name)] = new(PoweredBy.Main, Inverted: false, inputs.Poll.Period),
        });
        var channel = System.Threading.Channels.Channel.CreateBounded<DeviceReport>(10_000);
        return Pump.Run(_clock, async () =>
        {
            using var stop = new CancellationTokenSource();
            var poller = new BusPoller(
                [PolledDevice.On(_link, Inputs, 2, inputs, _clock), PolledDevice.On(_link, Meter, 1, meter, _clock)], channel.Writer, new(), _clock, _log)
            {
                Supplies = supplies,
            };
            var run = poller.RunAsync(stop.Token);
            await Task.Delay(TimeSpan.FromSeconds(at), _clock);
            act?.Invoke();
            await Task.Delay(TimeSpan.FromSeconds(seconds - at), _clock);
            Pump.Cancel(stop);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
            var reports = new List<DeviceReport>();
            while (channel.Reader.TryRead(out var report))
                reports.Add(report);
            return reports;
        });
    }

    /// <summary>Unit 1 is a meter of two registers, unit 2 a contact of the main switch.</summary>
    private sealed class BoothLink(TimeProvider clock) : IModbusLink
    {
        public string Name => "booth";

        public bool IsMainOn { get; set; } = true;

        public int[] Registers { get; set; } = [777];

        public ModbusFailureKind? MeterFailure { get; set; }

        public ModbusFailureKind? InputFailure { get; set; }

        public async ValueTask<ModbusOutcome> AskAsync(
            ModbusPeer peer, ModbusRequest request, Memory<byte> content, MonotonicTick deadline, CancellationToken cancel)
        {
            var asked = MonotonicTick.Now(clock);
            await Task.Delay(TimeSpan.FromMilliseconds(5), clock, cancel);
            var failure = peer.Unit == 1 ? MeterFailure : InputFailure;
            if (failure == ModbusFailureKind.Exception)
                return ModbusOutcome.Refused(asked, MonotonicTick.Now(clock), ModbusExceptionCode.IllegalAddress);
            if (failure is { } kind)
                return ModbusOutcome.Failed(asked, MonotonicTick.Now(clock), kind, "");
            int[] registers = peer.Unit == 1 ? Registers : [IsMainOn ? 1 : 0];
            for (var index = 0; index < request.Quantity; index++)
                BinaryPrimitives.WriteUInt16BigEndian(content.Span[(2 * index)..], (ushort)registers[index % registers.Length]);
            return ModbusOutcome.Answer(asked, MonotonicTick.Now(clock), 2 * request.Quantity);
        }
    }
}
