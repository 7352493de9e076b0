using System.Device.Gpio;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using WeldExam.Drivers.Gpio;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using Xunit;

namespace WeldExam.Drivers.Tests.Gpio;

public sealed class GpioInputsTests : IDisposable
{
    private const int Main = 17;
    private static readonly GpioBank Bank = new(new("panel"), [new(new("17"), Main) { Bias = GpioBias.PullUp }, new(new("27"), 27)]);

    private readonly FakeTimeProvider _clock = new();
    private readonly FakeLogger<GpioInputs> _log = new();
    private readonly Channel<DeviceReport> _reports = System.Threading.Channels.Channel.CreateBounded<DeviceReport>(10_000);
    private readonly CancellationTokenSource _stop = new();
    private FakeGpioDriver _driver = new();

    private MonotonicTick Now => MonotonicTick.Now(_clock);

    [Fact]
    [Trait("Clause", "practice: debounce with the raw edge time kept")]
    public void A_change_is_told_once_it_rests_and_carries_the_time_of_its_first_raw_edge()
    {
        var first = default(MonotonicTick);
        var told = Watch(async () =>
        {
            await Sleep(105);
            first = Now;
            foreach (var level in new[] { true, false, true, false, true })
            {
                _driver.Set(Main, level);
                await Sleep(2);
            }

            await Sleep(100);
        });
        var edge = Assert.Single(told.OfType<InputEdge>());
        Assert.Equal((1L, first, first, 4), (edge.Value, edge.NotBefore, edge.At, edge.Bounces));
        Assert.Equal(TimeSpan.FromMilliseconds(8), edge.RestedFrom - first);
        var index = told.IndexOf(edge);
        var next = told.Skip(index).OfType<DevicePoll>().First();
        Assert.InRange(next.At - edge.RestedFrom, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(41));
        Assert.Equal([0L], told.Take(index).OfType<DevicePoll>().SelectMany(poll => poll.Readings).Where(IsMain).Select(reading => reading.Value).Distinct());
        Assert.Equal([1L], told.Skip(index).OfType<DevicePoll>().SelectMany(poll => poll.Readings).Where(IsMain).Select(reading => reading.Value).Distinct());
    }

    [Fact]
    public void While_a_level_moves_it_is_not_read_as_the_old_one()
    {
        var told = Watch(async () =>
        {
            await Sleep(105);
            _driver.Set(Main, true);
            await Sleep(100);
        });
        var edge = told.OfType<InputEdge>().Single();
        Assert.DoesNotContain(told.OfType<DevicePoll>(), poll => poll.At > edge.At && poll.Readings.Any(reading => IsMain(reading) && reading.Value == 0));
    }

    [Fact]
    public void A_glitch_changes_nothing_and_is_counted()
    {
        var told = Watch(
            async () =>
            {
                await Sleep(105);
                _driver.Set(Main, true);
                await Sleep(3);
                _driver.Set(Main, false);
                await Sleep(200);
            },
            inputs => Assert.Equal((1L, 0L), inputs.CountsOf(new("17"))));
        Assert.Empty(told.OfType<InputEdge>());
        Assert.True(told.OfType<DevicePoll>().Last().Readings.Single(IsMain) is { Value: 0, Quality: Quality.Good });
    }

    [Fact]
    public void An_edge_that_no_event_told_is_found_by_its_level_and_lies_between_two_readings()
    {
        var set = default(MonotonicTick);
        var told = Watch(
            async () =>
            {
                _driver.LosesEdges = true;
                await Sleep(105);
                set = Now;
                _driver.Set(Main, true);
                await Sleep(100);
            },
            inputs => Assert.Equal(1, inputs.CountsOf(new("17")).Untold));
        var edge = Assert.Single(told.OfType<InputEdge>());
        Assert.True(edge.NotBefore < set && set <= edge.At, $"{edge.NotBefore} {set} {edge.At}");
        Assert.InRange(edge.At - edge.NotBefore, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(21));
    }

    [Fact]
    public void A_contact_that_never_rests_is_implausible_until_it_does()
    {
        var told = Watch(async () =>
        {
            await Sleep(105);
            for (var i = 0; i < 40; i++)
            {
                _driver.Set(Main, i % 2 == 0);
                await Sleep(5);
            }

            await Sleep(100);
        });
        Assert.Contains(told.OfType<DevicePoll>(), poll => poll.Readings.Any(reading => IsMain(reading) && reading.Quality == Quality.Implausible));
        Assert.True(told.OfType<DevicePoll>().Last().Readings.Single(IsMain) is { Value: 0, Quality: Quality.Good });
        Assert.All(told.OfType<DevicePoll>().SelectMany(poll => poll.Readings).Where(reading => reading.Channel.Value == "27"), reading => Assert.Equal(Quality.Good, reading.Quality));
    }

    [Fact]
    public void A_chip_that_goes_is_down_at_once_and_is_opened_again()
    {
        var first = _driver;
        var told = Watch(async () =>
        {
            await Sleep(105);
            first.IsBroken = true;
            await Sleep(100);
            _driver = new();
            await Sleep(2000);
        });
        Assert.Equal(
            [DeviceState.Answering, DeviceState.LinkDown, DeviceState.Answering],
            told.OfType<DeviceStateChange>().Select(change => change.To));
        Assert.True(first.IsDisposed);
        Assert.Equal(3, _log.Collector.Count);
        Assert.Equal(PinMode.InputPullUp, _driver.ModeOf(Main));
    }

    [Fact]
    public void A_box_without_libgpiod_or_chip_says_so_and_goes_on_trying()
    {
        var tries = 0;
        var told = Watch(() => Sleep(3500), open: () => ++tries > 0 ? throw new PlatformNotSupportedException("libgpiod is not installed") : null!);
        Assert.Equal("libgpiod is not installed", Assert.Single(told.OfType<DeviceStateChange>()).Cause);
        Assert.Equal(4, tries); // at once, and once a second for three and a half
    }

    [Fact]
    public void The_bank_states_whether_its_edges_carry_the_kernels_time()
    {
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMilliseconds(2)), (Bank.Profile.Channels[0].Delay.Min, Bank.Profile.Channels[0].Delay.Max));
        var told = Bank with { Driver = GpioDriverKind.LibgpiodV2 };
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMilliseconds(10)), (told.Profile.Channels[0].Delay.Min, told.Profile.Channels[0].Delay.Max));
        Assert.Equal(TimeSpan.FromMilliseconds(40), Bank.ReadingPeriod);
        Assert.NotEqual(Bank.Profile.Hash, told.Profile.Hash);
        Assert.DoesNotContain("Time", typeof(PinValueChangedEventArgs).GetProperties().Select(property => property.Name).Where(name => name.Contains("Time", StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        _stop.Dispose();
        _driver.Dispose();
    }

    private static bool IsMain(ChannelReading reading) => reading.Channel.Value == "17";

    private Task Sleep(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _clock);

    private List<DeviceReport> Watch(Func<Task> act, Action<GpioInputs>? check = null, Func<IGpioLines>? open = null)
    {
        var inputs = new GpioInputs(Bank, open ?? (() => new ControllerLines(new GpioController(_driver), Bank, _clock)), _reports.Writer, _clock, _log);
        Rig.Pump.Run(_clock, async () =>
        {
            var watching = inputs.RunAsync(_stop.Token);
            await act();
            Rig.Pump.Cancel(_stop);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        });
        check?.Invoke(inputs);
        var told = new List<DeviceReport>();
        while (_reports.Reader.TryRead(out var report))
            told.Add(report);
        return told;
    }
}
