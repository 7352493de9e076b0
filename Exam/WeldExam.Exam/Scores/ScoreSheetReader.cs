using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Scores;

/// <summary>Reads what <see cref="ScoreSheetWriter"/> writes. Fields it does not know are ignored.</summary>
internal static class ScoreSheetReader
{
    public static ScoreSheet Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.GetProperty("version").GetInt32() == ScoreSheetWriter.Version
                ? Sheet(root)
                : throw new FormatException("The score sheet is of another version.");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("This is not a score sheet.", exception);
        }
    }

    private static ScoreSheet Sheet(JsonElement root) => new(
        Paper(root.GetProperty("paper")),
        Part(root.GetProperty("part")),
        Flag(root, "provisional"),
        Word<PartOutcome>(root, "outcome"),
        OptionalNumber(root, "points"),
        Number(root, "lowest"),
        Number(root, "highest"),
        Flag(root, "vetoed"),
        Flag(root, "refusedToSign"),
        Texts(root, "pending"),
        List(root, "blocks", block => new BlockLine(
            Text(block, "id"), Both(block, "title"), Number(block, "points"), Number(block, "lost"), List(block, "items", Item))),
        List(root, "conflicts", conflict => new ConflictLine(
            Text(conflict, "id"), Both(conflict, "text"), Texts(conflict, "doubts"), List(conflict, "evidence", Interval))),
        Seconds(root, "examinedSeconds"),
        List(root, "interruptions", i => new Interruption(
            Word<InterruptionCause>(i, "cause"), Seconds(i, "startSeconds"), OptionalSeconds(i, "endSeconds"), Seconds(i, "uncertaintySeconds"))),
        Texts(root, "notices"));

    private static SheetPaper Paper(JsonElement paper) => new(
        Text(paper, "id"),
        Text(paper, "version"),
        Hash256.TryParse(Text(paper, "hash"), out var hash) ? hash : throw new FormatException("The paper's hash is not one."),
        Word<PaperStatus>(paper, "status"),
        Text(paper, "source"),
        paper.GetProperty("semantics").GetInt32());

    private static SheetPart Part(JsonElement part) => new(
        new(Guid.ParseExact(Text(part, "sitting"), "N")),
        Text(part, "candidate"),
        Text(part, "point"),
        Text(part, "station"),
        Text(part, "subject"),
        Text(part, "task"),
        part.GetProperty("attempt").GetInt32(),
        Word<ExamMode>(part, "mode"),
        Flag(part, "test"),
        part.GetProperty("replaces").GetString() is { } replaces ? new JournalId(Guid.ParseExact(replaces, "N")) : null);

    private static ItemLine Item(JsonElement item) => new(
        Text(item, "id"), Both(item, "title"), Number(item, "points"), Number(item, "lost"), List(item, "deductions", Deduction));

    private static DeductionLine Deduction(JsonElement line) => new(
        Text(line, "id"),
        Word<DeductionKind>(line, "kind"),
        Flag(line, "veto"),
        Both(line, "reason"),
        Number(line, "pointsEach"),
        Word<Decision>(line, "decision"),
        OptionalWhole(line, "times"),
        Number(line, "lost"),
        OptionalWhole(line, "machineTimes"),
        line.GetProperty("machine") is { ValueKind: JsonValueKind.Object } machine
            ? new(Word<Outcome>(machine, "outcome"), Word<UnknownCause>(machine, "cause"), machine.GetProperty("excess").GetInt32(), List(machine, "evidence", Interval))
            : null,
        Texts(line, "signals"),
        List(line, "marks", mark => new MarkLine(
            Text(mark, "by"), Word<MarkKind>(mark, "kind"), mark.GetProperty("times").GetInt32(), Seconds(mark, "atSeconds"), OptionalSeconds(mark, "aboutSeconds"))),
        line.GetProperty("override") is { ValueKind: JsonValueKind.Object } o
            ? new(Text(o, "by"), Text(o, "secondBy"), o.GetProperty("times").GetInt32(), Text(o, "reason"))
            : null);

    private static Interval Interval(JsonElement interval) => new(
        Seconds(interval, "startSeconds"),
        Seconds(interval, "endSeconds"),
        interval.GetProperty("boot").GetInt32(),
        new(interval.GetProperty("startTick").GetInt64()),
        new(interval.GetProperty("endTick").GetInt64()));

    private static Bilingual Both(JsonElement element, string name) =>
        new(Text(element.GetProperty(name), "zh"), Text(element.GetProperty(name), "en"));

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");

    private static bool Flag(JsonElement element, string name) => element.GetProperty(name).GetBoolean();

    private static int? OptionalWhole(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    private static decimal Number(JsonElement element, string name) => OptionalNumber(element, name) ?? throw new FormatException($"{name} is null.");

    private static decimal? OptionalNumber(JsonElement element, string name) => element.GetProperty(name).GetString() is { } text
        ? decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
        : null;

    private static TimeSpan Seconds(JsonElement element, string name) => OptionalSeconds(element, name) ?? throw new FormatException($"{name} is null.");

    private static TimeSpan? OptionalSeconds(JsonElement element, string name) =>
        OptionalNumber(element, name) is { } seconds ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;

    private static T Word<T>(JsonElement element, string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(Text(element, name), ignoreCase: true, out var value) ? value : throw new FormatException($"{name} is not known.");

    private static ImmutableArray<string> Texts(JsonElement element, string name) =>
        List(element, name, text => text.GetString() ?? throw new FormatException($"{name} holds null."));

    private static ImmutableArray<T> List<T>(JsonElement element, string name, Func<JsonElement, T> read) =>
        [.. element.GetProperty(name).EnumerateArray().Select(read)];
}
