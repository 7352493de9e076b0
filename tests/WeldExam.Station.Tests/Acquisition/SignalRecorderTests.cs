using WeldExam.Contracts.Blocks;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Station.Acquisition;
using WeldExam.TestKit.Stations;

namespace WeldExam.Station.Tests.Acquisition;

public sealed class SignalRecorderTests
{
    private readonly ChannelTable _table = TestDevices.Table();
    private readonly SignalRecorder _recorder;

    public SignalRecorderTests() => _recorder = new(_table);

    [Fact]
    [Trait("Clause", "practice §7")]
    public void An_edge_lies_after_the_last_request_that_read_the_old_state_and_not_after_the_answer_that_read_the_new_one()
    {
        var first = Assert.Single(Read("main", askedMs: 1000, value: 0));
        Assert.Equal((Ms(1004), new InputChanged(Id("main"), SwitchState.Off, Ms(1004), Quality.Good)), (first.At, first.Entry));
        Assert.Empty(Read("main", 1050, 0));
        var edge = Assert.Single(Read("main", 1100, 1));
        Assert.Equal((Ms(1104), new InputChanged(Id("main"), SwitchState.On, Ms(1050), Quality.Good)), (edge.At, edge.Entry));
    }

    [Fact]
    public void A_state_holds_two_and_a_half_periods_and_is_then_unknown_with_its_cause()
    {
        Read("main", 1000, 1);
        _recorder.Advance(Ms(1004 + 125));
        Assert.Empty(_recorder.Drain());
        _recorder.Advance(Ms(1004 + 126));
        var silent = Assert.Single(_recorder.Drain());
        Assert.Equal((Ms(1130), new InputChanged(Id("main"), SwitchState.Unknown, Ms(1000), Quality.Timeout)), (silent.At, silent.Entry));
        _recorder.Advance(Ms(2000));
        Assert.Empty(_recorder.Drain());
        var again = Assert.Single(Read("main", 3000, 1));
        Assert.Equal(new InputChanged(Id("main"), SwitchState.On, Ms(3004), Quality.Good), again.Entry);
    }

    [Fact]
    public void One_bad_answer_changes_nothing_and_many_name_their_cause()
    {
        Read("main", 1000, 1);
        Assert.Empty(Read("main", 1050, 0, Quality.Crc));
        Assert.Empty(Read("main", 1100, 1));
        Assert.Empty(Read("main", 1150, 0, Quality.Crc));
        Assert.Empty(Read("main", 1200, 0, Quality.Crc));
        var lost = Assert.Single(Read("main", 1250, 0, Quality.Crc));
        Assert.Equal(new InputChanged(Id("main"), SwitchState.Unknown, Ms(1100), Quality.Crc), lost.Entry);
    }

    [Fact]
    public void An_inverted_contact_is_recorded_as_the_signal_it_stands_for()
    {
        var recorder = new SignalRecorder(TestDevices.Table(null, "estop"));
        recorder.Take(Poll(TestDevices.Inputs, 1000, ("estop", 1, Quality.Good), ("main", 1, Quality.Good)));
        recorder.Take(Poll(TestDevices.Inputs, 1050, ("estop", 0, Quality.Good)));
        Assert.Equal(
            [(Id("estop"), SwitchState.Off), (Id("main"), SwitchState.On), (Id("estop"), SwitchState.On)],
            recorder.Drain().Select(entry => (InputChanged)entry.Entry).Select(edge => (edge.Channel, edge.State)));
    }

    [Fact]
    public void Readings_become_columns_and_what_is_not_good_carries_no_value()
    {
        _recorder.Take(Poll(TestDevices.Meter, 1000, ("current", 1150, Quality.Good), ("voltage", 240, Quality.Good)));
        _recorder.Take(Poll(TestDevices.Meter, 1100, ("current", 7, Quality.Timeout), ("voltage", 241, Quality.Good)));
        var samples = Assert.IsType<Samples>(Assert.Single(_recorder.Drain()).Entry);
        Assert.Equal([Ms(1002), Ms(1102)], samples.At);
        Assert.Equal([1150L, 0L], samples.Columns[0].Values);
        Assert.Equal([Quality.Good, Quality.Timeout], samples.Columns[0].Quality);
        Assert.Equal([240L, 241L], samples.Columns[1].Values);
        Assert.Empty(_recorder.Drain());
    }

    [Fact]
    public void However_many_rows_piled_up_every_entry_fits_into_a_block()
    {
        var names = Enumerable.Range(0, 60).Select(index => $"s{index}").ToArray();
        var random = new Random(1);
        var recorder = new SignalRecorder(ChannelTable.Of([TestDevices.Device(TestDevices.Meter, TestDevices.MeterPeriod, null, [.. names.Select(TestDevices.Analog)], [])]));
        for (var row = 0; row < 3000; row++)
            recorder.Take(Poll(TestDevices.Meter, 1000 + (100 * row), [.. names.Select(name => (name, random.NextInt64(-1_000_000_000, 1_000_000_000), Quality.Good))]));
        var entries = recorder.Drain();
        Assert.All(entries, entry => Assert.InRange(BlockCodec.LengthOf(entry), 1, Station.Journals.JournalWriter.LongestEntry));
        Assert.Equal(3000, entries.Sum(entry => ((Samples)entry.Entry).At.Length));
        Assert.Equal(entries.SelectMany(entry => ((Samples)entry.Entry).At).Order(), entries.SelectMany(entry => ((Samples)entry.Entry).At));
    }

    [Fact]
    public void A_device_that_falls_silent_is_an_entry_with_its_cause()
    {
        _recorder.Take(new DeviceStateChange(TestDevices.Meter, Ms(5), DeviceState.Answering, DeviceState.LinkDown, "pulled"));
        _recorder.Take(new DeviceStateChange(TestDevices.Meter, Ms(9), DeviceState.LinkDown, DeviceState.Answering, ""));
        Assert.Equal(
            [new DeviceStateChanged("meter", false, Quality.LinkDown, "pulled"), new DeviceStateChanged("meter", true, Quality.Good, "")],
            _recorder.Drain().Select(entry => entry.Entry));
    }

    private static MonotonicTick Ms(long milliseconds) => new(milliseconds * 1000);

    private static DevicePoll Poll(Drivers.DeviceName device, long askedMs, params (string Signal, long Value, Quality Quality)[] readings) =>
        new(device, Ms(askedMs), Ms(askedMs + 2), [.. readings.Select(reading => new ChannelReading(new(reading.Signal), reading.Value, reading.Quality))]);

    private IReadOnlyList<StampedEntry> Read(string signal, long askedMs, long value, Quality quality = Quality.Good)
    {
        _recorder.Take(Poll(TestDevices.Inputs, askedMs, (signal, value, quality)));
        return _recorder.Drain();
    }

    private int Id(string signal) => _table.Find(signal)!.Id;

    [Fact]
    public void A_repeat_is_marked_in_its_column_and_columns_without_one_carry_no_marks()
    {
        var recorder = new SignalRecorder(_table);
        foreach (var (at, isRepeat) in new[] { (1000, false), (1100, true), (1200, false) })
        {
            recorder.Take(new DevicePoll(TestDevices.Meter, new(at * 1000), new((at * 1000) + 2000), [
                new(new("current"), 5, Quality.Good) { IsRepeat = isRepeat }, new(new("voltage"), 6, Quality.Good)]));
        }

        var samples = Assert.IsType<Samples>(Assert.Single(recorder.Drain()).Entry);
        Assert.Equal([false, true, false], samples.Columns[0].Repeats);
        Assert.Empty(samples.Columns[1].Repeats);
    }
}
