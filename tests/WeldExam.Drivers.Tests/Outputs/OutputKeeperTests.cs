using System.Device.Gpio;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Outputs;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Tests.Gpio;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Drivers.Tests.Outputs;

public sealed class OutputKeeperTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RelayBoard _board;
    private readonly Channel<OutputOrder> _orders = System.Threading.Channels.Channel.CreateBounded<OutputOrder>(16);
    private readonly Channel<DeviceReport> _reports = System.Threading.Channels.Channel.CreateBounded<DeviceReport>(1000);

    public OutputKeeperTests() => _board = new(_clock);

    [Fact]
    public void Before_the_first_order_an_output_is_read_and_left_as_it_is()
    {
        _board.Coils[3] = true;
        var told = Keep(() => Sleep(2500));
        Assert.Equal(0, _board.Writes);
        Assert.All(told, report => Assert.Equal((SwitchState.On, (bool?)null), (report.Reading.Seen, report.Ordered)));
        Assert.Equal(3, told.Count);
    }

    [Fact]
    public void A_write_is_read_back_and_what_holds_is_left_when_the_program_ends()
    {
        var told = Keep(async () =>
        {
            _orders.Writer.TryWrite(new("contactor", OutputPattern.On));
            await Sleep(500);
        });
        Assert.Equal((SwitchState.On, true), (told[^1].Reading.Seen, told[^1].Ordered));
        Assert.Equal(1, _board.Writes);
        Assert.True(_board.Coils[3]);
    }

    [Fact]
    [Trait("Clause", "practice: never re-energises")]
    public void A_contactor_that_dropped_is_said_and_never_switched_on_again()
    {
        var told = Keep(async () =>
        {
            _orders.Writer.TryWrite(new("contactor", OutputPattern.On));
            await Sleep(500);
            _board.Coils[3] = false;
            await Sleep(5000);
        });
        Assert.Equal(1, _board.Writes);
        Assert.Equal((SwitchState.Off, true), (told[^1].Reading.Seen, told[^1].Ordered));
    }

    [Fact]
    public void A_coil_that_does_not_obey_is_told_as_it_reads()
    {
        _board.Obeys = false;
        var told = Keep(async () =>
        {
            _orders.Writer.TryWrite(new("contactor", OutputPattern.On));
            await Sleep(500);
        });
        Assert.Contains(told, report => report is { Ordered: true, Reading: { Seen: SwitchState.Off, Quality: Quality.Good } });
    }

    [Fact]
    public void A_bus_that_is_down_is_told_and_the_order_goes_out_when_it_is_back()
    {
        _board.IsDown = true;
        var told = Keep(async () =>
        {
            _orders.Writer.TryWrite(new("contactor", OutputPattern.On));
            await Sleep(2500);
            _board.IsDown = false;
            await Sleep(1500);
        });
        Assert.Contains(told, report => report.Reading.Quality == Quality.LinkDown);
        Assert.Equal(SwitchState.On, told[^1].Reading.Seen);
    }

    [Fact]
    public void A_horn_on_a_line_beeps_three_times_and_is_off_when_the_program_ends()
    {
        using var driver = new FakeGpioDriver();
        using var port = new GpioOutput(() => new GpioController(driver), 5, activeLow: false, _clock);
        Keep(
            async () =>
            {
                _orders.Writer.TryWrite(new("horn", OutputPattern.Beeps));
                await Sleep(3000);
                _orders.Writer.TryWrite(new("horn", OutputPattern.On));
                await Sleep(300);
            },
            new KeptOutput("horn", new("panel"), port, FailState.Off));
        Assert.Equal([true, false, true, false, true, false, true, false], driver.Written.Select(written => written.Level).SkipWhile(level => !level));
    }

    private Task Sleep(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _clock);

    private List<OutputReport> Keep(Func<Task> act, KeptOutput? output = null)
    {
        var coil = new ModbusCoil(new ModbusDevice(_board, new(new("relays"), 1), _clock), 3, _clock);
        output ??= new("contactor", new("relays"), coil, FailState.Hold) { MayRestore = false };
        var keeper = new OutputKeeper([output], _orders.Reader, _reports.Writer, _clock, new FakeLogger<OutputKeeper>());
        Rig.Pump.Run(_clock, async () =>
        {
            using var stop = new CancellationTokenSource();
            var keeping = keeper.RunAsync(stop.Token);
            await act();
            Rig.Pump.Cancel(stop);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => keeping);
        });
        var told = new List<OutputReport>();
        while (_reports.Reader.TryRead(out var report))
            told.Add((OutputReport)report);
        return told;
    }

    private sealed class RelayBoard(TimeProvider clock) : IModbusLink
    {
        public string Name => "relays";

        public bool[] Coils { get; } = new bool[8];

        public int Writes { get; private set; }

        public bool Obeys { get; set; } = true;

        public bool IsDown { get; set; }

        public ValueTask<ModbusOutcome> AskAsync(
            ModbusPeer peer, ModbusRequest request, Memory<byte> content, MonotonicTick deadline, CancellationToken cancel)
        {
            var now = MonotonicTick.Now(clock);
            if (IsDown)
                return new(ModbusOutcome.Failed(now, now, ModbusFailureKind.LinkDown, "pulled"));
            if (request.Function == ModbusFunction.ReadCoils)
            {
                content.Span[0] = Coils[request.Address] ? (byte)1 : (byte)0;
                return new(ModbusOutcome.Answer(now, now, 1));
            }

            Assert.Equal(ModbusFunction.WriteSingleCoil, request.Function);
            Writes++;
            if (Obeys)
                Coils[request.Address] = request.Data.Span[0] == 0xFF;
            return new(ModbusOutcome.Answer(now, now, 0));
        }
    }
}
