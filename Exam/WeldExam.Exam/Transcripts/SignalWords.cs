using System.Collections.Immutable;
using System.Globalization;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Transcripts;

/// <summary>Readings, switches, devices and the clock.</summary>
internal static class SignalWords
{
    private const string Utc = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";

    public static readonly EntryWord[] All =
    [
        EntryWord.Of<InputChanged>(
            "input",
            (entry, line) =>
            {
                line.Raw(line.Signals.Spell(entry.Channel)).Word(entry.State).TimeUnlessNow("after", entry.NotBefore);
                if (entry.Cause != Quality.Good)
                    line.Choice("cause", entry.Cause);
            },
            line => new(
                line.Channel(line.NextRaw("signal")), line.Next<SwitchState>("state"), line.Time("after") ?? line.At, line.Choice("cause", Quality.Good))),
        EntryWord.Of<DeviceStateChanged>(
            "device",
            (entry, line) => line.Word(entry.Device).Raw(entry.Answering ? "answers" : "silent").Choice("cause", entry.Cause).Text("detail", entry.Detail),
            line => new(line.Next("device"), PeopleWords.YesNo(line, "answers", "silent"), line.Choice("cause", Quality.Good), line.Text("detail"))),
        EntryWord.Of<ClockAnchor>(
            "clock",
            (entry, line) => line.Raw(entry.Utc.ToString(Utc, CultureInfo.InvariantCulture)).Word(entry.Source).Span("within", entry.Uncertainty),
            line => new(Moment(line), line.Next<ClockSource>("source"), line.Span("within"))),
        EntryWord.Of<Samples>("samples", Write, Read, hasRows: true),
    ];

    private static DateTimeOffset Moment(LineReader line)
    {
        var word = line.NextRaw("UTC");
        if (DateTimeOffset.TryParseExact(word, Utc, CultureInfo.InvariantCulture, DateTimeStyles.None, out var utc))
            return utc;
        line.Fault($"not a time like 2026-11-23T08:00:00+00:00: {word}");
        return default;
    }

    private static void Write(Samples samples, LineWriter line)
    {
        foreach (var column in samples.Columns)
            line.Raw(line.Signals.Spell(column.Channel) + (column.Repeats.IsDefaultOrEmpty ? "" : "*"));
        for (var row = 0; row < samples.At.Length; row++)
        {
            line.RowAt(samples.At[row]);
            foreach (var column in samples.Columns)
                line.Raw(Spell(line.Signals, column, row));
        }
    }

    private static string Spell(SignalBook signals, SampleColumn column, int row)
    {
        var value = signals.Spell(column.Channel, column.Values[row]);
        if (column.Quality[row] != Quality.Good)
        {
            var quality = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(column.Quality[row].ToString());
            value = column.Values[row] == 0 ? quality : $"{quality}({value})";
        }

        return !column.Repeats.IsDefaultOrEmpty && column.Repeats[row] ? value + "*" : value;
    }

    private static Samples Read(LineReader line)
    {
        List<(int Channel, bool Marks)> columns = [];
        while (line.HasWord)
        {
            var word = line.NextRaw("signal");
            columns.Add((line.Channel(word.TrimEnd('*')), word.EndsWith('*')));
        }

        var rows = line.Rows(row => (At: row.NextTime("time"), Cells: columns.ConvertAll(column => Cell(row, column.Channel, column.Marks))));
        return new(
            [.. rows.Select(row => row.At)],
            [.. columns.Select((column, i) => new SampleColumn(
                column.Channel, [.. rows.Select(row => row.Cells[i].Value)], [.. rows.Select(row => row.Cells[i].Quality)])
            {
                Repeats = column.Marks ? [.. rows.Select(row => row.Cells[i].Repeats)] : ImmutableArray<bool>.Empty,
            })]);
    }

    private static (long Value, Quality Quality, bool Repeats) Cell(LineReader row, int channel, bool marks)
    {
        var word = row.NextRaw("reading");
        var repeats = word.EndsWith('*');
        if (repeats && !marks)
            row.Fault("the column's head must say that it marks repeats, with a *");
        word = repeats ? word[..^1] : word;
        var (value, quality) = (0L, Quality.Good);
        if (word.Length > 0 && char.IsAsciiLetter(word[0]))
        {
            var bracket = word.EndsWith(')') ? word.IndexOf('(', StringComparison.Ordinal) : -1;
            quality = row.Word<Quality>("quality", bracket < 0 ? word : word[..bracket]);
            if (bracket < 0)
                return (0, quality, repeats);
            word = word[(bracket + 1)..^1];
        }

        if (!row.Signals.TryRead(channel, word, out value))
            row.Fault($"not a reading of {row.Signals.Spell(channel)}: {word}");
        return (value, quality, repeats);
    }
}
