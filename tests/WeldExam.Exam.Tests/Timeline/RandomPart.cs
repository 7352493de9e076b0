using System.Collections.Immutable;
using System.Text;
using CsCheck;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Tests.Timeline;

/// <summary>One row of a meter: when (microseconds) and what; null was not good.</summary>
internal readonly record struct Row(long At, long? Value);

/// <summary>One reading of an input that differs from the one before.</summary>
internal readonly record struct Reading(long NotBefore, long At, SwitchState State);

/// <summary>A short part as devices really deliver it: lost rows, gaps, polls off their grid, doubled entries, equal times, delays.</summary>
internal sealed record RandomPart(
    ImmutableArray<Row> Current,
    ImmutableArray<Row> Voltage,
    ImmutableArray<Row> Gas,
    ImmutableArray<Reading> Main,
    ImmutableArray<Reading> Fan,
    (long From, long To, InterruptionCause Cause)? Interruption,
    SpanRange GasDelay,
    SpanRange InputDelay,
    bool IsOneDevice)
{
    public const long Start = 1_000_000;
    public const long End = 9_000_000;
    public const long Uncertainty = 10;
    private static readonly BootId Boot = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly Gen<InterruptionCause> Causes = Gen.OneOf(Gen.Const(InterruptionCause.Paused), Gen.Const(InterruptionCause.DeviceFault), Gen.Const(InterruptionCause.StorageFault));

    public static readonly Gen<RandomPart> Parts = Gen.Select(
        Gen.Select(Rows(100_000, [0, 0, 1150, 1150, 1400, 30]), Rows(100_000, [680, 240, 240, 40, 20]), Rows(200_000, [150, 150, 75, 85])),
        Gen.Select(Readings(50_000), Readings(50_000)),
        Gen.Select(Gen.Bool, Gen.Int[2_000, 8_000], Gen.Int[100, 3_000], Causes),
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 90], Gen.Int[0, 30], Gen.Bool),
        (rows, inputs, stop, delays) => new RandomPart(
            rows.Item1,
            delays.Item4 ? Beside(rows.Item1, rows.Item2) : rows.Item2,
            rows.Item3,
            inputs.Item1,
            inputs.Item2,
            stop.Item1 ? (stop.Item2 * 1_000L, (stop.Item2 + stop.Item3) * 1_000L, stop.Item4) : null,
            SpanRange.OfMilliseconds(delays.Item1, delays.Item1 + delays.Item2),
            SpanRange.OfMilliseconds(0, delays.Item3),
            delays.Item4));

    public static Channel Meter(int id, string signal, string unit, int period, SpanRange delay) => new(
        id, signal, "meter", ChannelKind.Analog, unit, -1, new(0, Uncertainty), TimeSpan.FromMilliseconds(period), default, delay, PowerSource.Station, null, default);

    public ImmutableArray<Channel> Channels =>
    [
        Meter(0, "current", "A", 100, default),
        Meter(1, "voltage", "V", 100, default),
        Meter(2, "gas", "l/min", 200, GasDelay),
        Input(3, "main"),
        Input(4, "fan"),
    ];

    /// <summary>The journal's entries in the order of recording.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="batch">Rows in an entry.</param>
    /// <param name="repeat">Every how many entries one stands twice; 0 for none.</param>
    public List<Recorded> Journal(Paper paper, int batch, int repeat)
    {
        List<Recorded> entries =
        [
            At(Start, new SubjectStarted(default, "E")),
            At(End, new SubjectEnded(default, "E", EndReason.Finished)),
            .. IsOneDevice ? Batches(batch, (0, Current), (1, Voltage)) : Batches(batch, (0, Current)).Concat(Batches(batch, (1, Voltage))),
            .. Batches(batch, (2, Gas)),
            .. Changes(3, Main),
            .. Changes(4, Fan),
        ];
        if (Interruption is var (from, to, cause))
            entries.AddRange([At(from, new Interrupted(cause, string.Empty)), At(to, new Resumed(cause, 0, string.Empty))]);
        entries = [.. entries.SelectMany((entry, i) => repeat > 0 && i % repeat == 0 && IsReading(entry) ? new[] { entry, entry } : [entry]).OrderBy(entry => entry.At)];
        return [At(0, Opened(paper)), .. entries];
    }

    public static bool IsReading(Recorded recorded) => recorded.Entry is Samples or InputChanged;

    /// <summary>The same entries as they may come to lie in blocks of a second: readings in any order within each.</summary>
    public static List<Recorded> Shuffled(List<Recorded> journal, uint seed)
    {
        var random = new PCG(1, seed);
        var shuffled = journal.ToList();
        foreach (var block in Enumerable.Range(0, journal.Count).Where(i => IsReading(journal[i])).GroupBy(i => journal[i].At.Microseconds / 1_000_000))
        {
            var places = block.ToArray();
            for (var i = places.Length - 1; i > 0; i--)
            {
                var j = (int)random.Next((uint)i + 1);
                (shuffled[places[i]], shuffled[places[j]]) = (shuffled[places[j]], shuffled[places[i]]);
            }
        }

        return shuffled;
    }

    public override string ToString()
    {
        var text = new StringBuilder($"gas {GasDelay} input {InputDelay} one {IsOneDevice} stop {Interruption}\n");
        foreach (var (name, rows) in new[] { ("I", Current), ("U", Voltage), ("G", Gas) })
            text.Append(name).AppendJoin("", rows.Select(row => $" {row.At / 1000}:{(row.Value is { } value ? $"{value}" : "x")}")).Append('\n');
        foreach (var (name, readings) in new[] { ("main", Main), ("fan", Fan) })
            text.Append(name).AppendJoin("", readings.Select(r => $" {r.NotBefore / 1000}-{r.At / 1000}:{r.State}")).Append('\n');
        return text.ToString();
    }

    private static Recorded At(long at, Entry entry) => new(0, Boot, new(at), entry);

    private Channel Input(int id, string signal) => new(
        id, signal, "inputs", ChannelKind.Switch, string.Empty, 0, default, TimeSpan.FromMilliseconds(50), default, InputDelay, PowerSource.Station, null, default);

    private Opened Opened(Paper paper) => new(JournalKind.Part, "point", "station", "box", new PartOpening(
        new(new Guid(9, 0, 0, new byte[8])), "candidate", "K2", "K22", paper.Id, paper.Hash, paper.Semantics, ["K2"], 1, ExamMode.Practice, IsTest: true, null, null, [], Channels));

    private static IEnumerable<Recorded> Batches(int size, params (int Channel, ImmutableArray<Row> Rows)[] columns)
    {
        for (var first = 0; first < columns[0].Rows.Length; first += size)
        {
            var rows = Enumerable.Range(first, Math.Min(size, columns[0].Rows.Length - first)).ToArray();
            var last = columns[0].Rows[rows[^1]].At;
            yield return At((last + 60_000) / 50_000 * 50_000, new Samples(
                [.. rows.Select(row => new MonotonicTick(columns[0].Rows[row].At))],
                [.. columns.Select(column => new SampleColumn(
                    column.Channel,
                    [.. rows.Select(row => column.Rows[row].Value ?? 0)],
                    [.. rows.Select(row => column.Rows[row].Value is null ? Quality.Timeout : Quality.Good)]))]));
        }
    }

    private static IEnumerable<Recorded> Changes(int channel, ImmutableArray<Reading> readings) => readings.Select(reading =>
        At(reading.At, new InputChanged(channel, reading.State, new(reading.NotBefore), reading.State == SwitchState.Unknown ? Quality.Timeout : Quality.Good)));

    /// <summary>Rows a little off their grid in stretches of one value, some not good, some not there.</summary>
    private static Gen<ImmutableArray<Row>> Rows(int period, long[] values) =>
        Gen.Select(Gen.Int[0, values.Length - 1], Gen.Int[1, 9], Gen.Frequency((8, Gen.Const(0)), (2, Gen.Const(1)), (1, Gen.Const(2))), Gen.Int[0, 20_000]).Array[8, 24].Select(stretches =>
        {
            var rows = new List<Row>();
            long at = 50_000;
            foreach (var (value, length, fault, off) in stretches)
            {
                var count = fault == 0 ? length : Math.Min(length, 4);
                for (var i = 0; i < count; i++, at += period)
                {
                    if (fault != 2 && at + off < End + 1_800_000)
                        rows.Add(new(at + (i % 2 * off), fault == 1 ? null : values[value]));
                }
            }

            return rows.ToImmutableArray();
        });

    /// <summary>The other column of the same rows.</summary>
    private static ImmutableArray<Row> Beside(ImmutableArray<Row> rows, ImmutableArray<Row> values) =>
        [.. rows.Select((row, i) => new Row(row.At, values.IsEmpty ? null : values[i % values.Length].Value))];

    private static Gen<ImmutableArray<Reading>> Readings(int period) =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 7]).Array[0, 9].Select(changes =>
        {
            var readings = new List<Reading> { new(200_000, 200_000, SwitchState.Off) };
            foreach (var (polls, kind) in changes)
            {
                var last = readings[^1];
                var state = kind == 0 ? SwitchState.Unknown : last.State == SwitchState.Off ? SwitchState.On : SwitchState.Off;
                if (state != last.State)
                    readings.Add(new(last.At + (polls * period) - period, last.At + (polls * period), state));
            }

            return readings.ToImmutableArray();
        });
}
