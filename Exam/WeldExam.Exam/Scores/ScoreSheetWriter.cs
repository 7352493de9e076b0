using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Scores;

/// <summary>Canonical JSON of a sheet: fields in this order, no white space, decimals as strings, null never left out.</summary>
internal static class ScoreSheetWriter
{
    public const int Version = 1;

    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = false };

    public static byte[] Write(ScoreSheet sheet)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
            Write(json, sheet);
        return buffer.WrittenSpan.ToArray();
    }

    public static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
            json.WriteString(name, number.ToString("0.############################", CultureInfo.InvariantCulture));
        else
            json.WriteNull(name);
    }

    public static void Whole(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    public static void Text(Utf8JsonWriter json, string name, Bilingual text)
    {
        json.WriteStartObject(name);
        json.WriteString("zh", text.Zh);
        json.WriteString("en", text.En);
        json.WriteEndObject();
    }

    public static void List<T>(Utf8JsonWriter json, string name, ImmutableArray<T> list, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var element in list)
            write(element);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ScoreSheet sheet)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        Write(json, sheet.Paper);
        Write(json, sheet.Part);
        json.WriteBoolean("provisional", sheet.IsProvisional);
        json.WriteString("outcome", Word(sheet.Outcome));
        Number(json, "points", sheet.Points);
        Number(json, "lowest", sheet.Lowest);
        Number(json, "highest", sheet.Highest);
        json.WriteBoolean("vetoed", sheet.IsVetoed);
        json.WriteBoolean("refusedToSign", sheet.IsRefused);
        List(json, "pending", sheet.Pending, json.WriteStringValue);
        List(json, "blocks", sheet.Blocks, block => Write(json, block));
        List(json, "conflicts", sheet.Conflicts, conflict => Write(json, conflict));
        Seconds(json, "examinedSeconds", sheet.Examined);
        List(json, "interruptions", sheet.Interruptions, interruption => Write(json, interruption));
        List(json, "notices", sheet.Notices, json.WriteStringValue);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, SheetPaper paper)
    {
        json.WriteStartObject("paper");
        json.WriteString("id", paper.Id);
        json.WriteString("version", paper.Version);
        json.WriteString("hash", paper.Hash.ToString());
        json.WriteString("status", Word(paper.Status));
        json.WriteString("source", paper.Source);
        json.WriteNumber("semantics", paper.Semantics);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SheetPart part)
    {
        json.WriteStartObject("part");
        json.WriteString("sitting", part.Sitting.ToString());
        json.WriteString("candidate", part.Candidate);
        json.WriteString("point", part.Point);
        json.WriteString("station", part.Station);
        json.WriteString("subject", part.Subject);
        json.WriteString("task", part.Task);
        json.WriteNumber("attempt", part.Attempt);
        json.WriteString("mode", Word(part.Mode));
        json.WriteBoolean("test", part.IsTest);
        json.WriteString("replaces", part.Replaces?.ToString());
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BlockLine block)
    {
        json.WriteStartObject();
        json.WriteString("id", block.Id);
        Text(json, "title", block.Title);
        Number(json, "points", block.Points);
        Number(json, "lost", block.Lost);
        List(json, "items", block.Items, item => Write(json, item));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ItemLine item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id);
        Text(json, "title", item.Title);
        Number(json, "points", item.Points);
        Number(json, "lost", item.Lost);
        List(json, "deductions", item.Deductions, deduction => Write(json, deduction));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DeductionLine line)
    {
        json.WriteStartObject();
        json.WriteString("id", line.Id);
        json.WriteString("kind", Word(line.Kind));
        json.WriteBoolean("veto", line.IsVeto);
        Text(json, "reason", line.Reason);
        Number(json, "pointsEach", line.PointsEach);
        json.WriteString("decision", Word(line.Decision));
        Whole(json, "times", line.Times);
        Number(json, "lost", line.Lost);
        Whole(json, "machineTimes", line.MachineTimes);
        if (line.Machine is { } verdict)
            Write(json, verdict);
        else
            json.WriteNull("machine");
        List(json, "signals", line.Signals, json.WriteStringValue);
        List(json, "marks", line.Marks, mark => Write(json, mark));
        if (line.Override is { } overridden)
            Write(json, overridden);
        else
            json.WriteNull("override");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartObject("machine");
        json.WriteString("outcome", Word(verdict.Outcome));
        json.WriteString("cause", Word(verdict.Cause));
        json.WriteNumber("excess", verdict.Excess);
        List(json, "evidence", verdict.Evidence, interval => Write(json, interval));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MarkLine mark)
    {
        json.WriteStartObject();
        json.WriteString("by", mark.By);
        json.WriteString("kind", Word(mark.Kind));
        json.WriteNumber("times", mark.Times);
        Seconds(json, "atSeconds", mark.At);
        Seconds(json, "aboutSeconds", mark.About);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OverrideLine line)
    {
        json.WriteStartObject("override");
        json.WriteString("by", line.By);
        json.WriteString("secondBy", line.SecondBy);
        json.WriteNumber("times", line.Times);
        json.WriteString("reason", line.Reason);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ConflictLine conflict)
    {
        json.WriteStartObject();
        json.WriteString("id", conflict.Id);
        Text(json, "text", conflict.Text);
        List(json, "doubts", conflict.Doubts, json.WriteStringValue);
        List(json, "evidence", conflict.Evidence, interval => Write(json, interval));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Interruption interruption)
    {
        json.WriteStartObject();
        json.WriteString("cause", Word(interruption.Cause));
        Seconds(json, "startSeconds", interruption.Start);
        Seconds(json, "endSeconds", interruption.End);
        Seconds(json, "uncertaintySeconds", interruption.Uncertainty);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Interval interval)
    {
        json.WriteStartObject();
        Seconds(json, "startSeconds", interval.Start);
        Seconds(json, "endSeconds", interval.End);
        json.WriteNumber("boot", interval.Boot);
        json.WriteNumber("startTick", interval.StartTick.Microseconds);
        json.WriteNumber("endTick", interval.EndTick.Microseconds);
        json.WriteEndObject();
    }

    private static void Seconds(Utf8JsonWriter json, string name, TimeSpan? span) =>
        Number(json, name, span is { } known ? known.Ticks / (decimal)TimeSpan.TicksPerSecond : null);

    /// <summary>An enumeration's name as JSON writes it.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
