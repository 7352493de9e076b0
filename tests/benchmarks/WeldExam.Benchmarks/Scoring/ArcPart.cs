using System.Collections.Immutable;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Benchmarks.Scoring;

/// <summary>A part's journal, entry by entry: welds of a minute with a pause of ten seconds, noise on every signal.</summary>
/// <param name="Paper">The paper it is opened under.</param>
/// <param name="Rate">Rows a second.</param>
/// <param name="Seconds">Examined time.</param>
/// <param name="Extra">Channels besides the four that the rules read.</param>
internal sealed record ArcPart(Paper Paper, int Rate, int Seconds, int Extra = 0)
{
    private static readonly BootId Boot = new(new Guid(1, 0, 0, new byte[8]));
    private readonly Random _random = new(20_230_917);

    public int Samples => Rate * Seconds * (4 + Extra);

    public IEnumerable<Recorded> Journal()
    {
        yield return At(0, new Opened(JournalKind.Part, "point", "station", "box", new PartOpening(
            new(new Guid(9, 0, 0, new byte[8])), "candidate", "K2", "K22", Paper.Id, Paper.Hash, Paper.Semantics, ["K2"], 1, ExamMode.Practice, IsTest: true, null, null, [], Channels())));
        yield return At(0, new ClockAnchor(new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), ClockSource.Ntp, TimeSpan.FromMilliseconds(5)));
        yield return At(0, new InputChanged(4 + Extra, SwitchState.Off, new(0), Quality.Good));
        yield return Second(0);
        yield return At(1, new SubjectStarted(default, "E"));
        for (var second = 1; second <= Seconds + 3; second++)
        {
            if (second == 3)
                yield return At(3, new InputChanged(4 + Extra, SwitchState.On, new(2_950_000), Quality.Good));
            if (second == Seconds - 3)
                yield return At(second, new InputChanged(4 + Extra, SwitchState.Off, new((second * 1_000_000L) - 50_000), Quality.Good));
            if (second == Seconds + 1)
                yield return At(second, new SubjectEnded(default, "E", EndReason.Finished));
            yield return Second(second);
        }
    }

    private static Recorded At(int second, Entry entry) => new(0, Boot, new(second * 1_000_000L), entry);

    private Recorded Second(int second)
    {
        var burns = second > 5 && second < Seconds - 5 && second % 70 < 60;
        var step = 1_000_000 / Rate;
        return new(0, Boot, new(((second + 1) * 1_000_000L) + 1), new Samples(
            [.. Enumerable.Range(0, Rate).Select(row => new MonotonicTick((second * 1_000_000L) + (row * step)))],
            [
                Column(0, burns ? 1150 : 0, burns ? 80 : 2),
                Column(1, burns ? 200 : second > 3 && second < Seconds - 3 ? 680 : 0, 10),
                Column(2, 150, 10),
                Column(3, 50, 2),
                .. Enumerable.Range(4, Extra).Select(channel => Column(channel, 100, 5)),
            ]));
    }

    private SampleColumn Column(int channel, int value, int noise)
    {
        var values = new long[Rate];
        for (var i = 0; i < Rate; i++)
            values[i] = Math.Max(0, value + _random.Next(-noise, noise + 1));
        var quality = new Quality[Rate];
        return new(channel, [.. values], [.. quality]);
    }

    private ImmutableArray<Channel> Channels() =>
    [
        Analog(0, "current", "A", new(0, 10)),
        Analog(1, "voltage", "V", new(0, 2)),
        Analog(2, "gas", "l/min", new(25_000, 1)),
        Analog(3, "pressure", "bar", new(0, 1)),
        .. Enumerable.Range(4, Extra).Select(id => Analog(id, $"extra{id}", "V", default)),
        new(4 + Extra, "main", "inputs", ChannelKind.Switch, string.Empty, 0, default, TimeSpan.FromMilliseconds(50), default, default, PowerSource.Station, null, Hash256.Of([])),
    ];

    private Channel Analog(int id, string signal, string unit, Uncertainty uncertainty) => new(
        id, signal, "meter", ChannelKind.Analog, unit, -1, uncertainty, TimeSpan.FromMicroseconds(1_000_000 / Rate), default, default, PowerSource.Station, null, Hash256.Of([]));
}
