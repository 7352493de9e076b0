using System.Globalization;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.People;

namespace WeldExam.Exam.Transcripts;

/// <summary>How tasks and staff were drawn and judged, and what the centre takes out of account.</summary>
internal static class StaffWords
{
    private const string DayFormat = "yyyy-MM-dd";

    public static readonly EntryWord[] All =
    [
        EntryWord.Of<TaskDrawn>("taskDrawn", Write, ReadTask),
        EntryWord.Of<StaffDrawn>("staffDrawn", Write, ReadStaff, hasRows: true),
        EntryWord.Of<StaffJudged>("staffJudged", Write, ReadJudged, hasRows: true),
        EntryWord.Of<Voided>(
            "voided",
            (entry, line) => line.Raw(entry.Part.ToString()).Text("by", entry.By).Hash("root", entry.MerkleRoot).Text("reason", entry.Reason).Command(entry.Command),
            line => new(line.Command(), line.Text("by"), new(line.Id("part", line.Next("part"))), line.Hash("root"), line.Text("reason"))),
    ];

    public static LineWriter Day(this LineWriter line, string name, DateOnly day) => line.Raw($"{name}={day.ToString(DayFormat, CultureInfo.InvariantCulture)}");

    public static DateOnly Day(this LineReader line, string name)
    {
        var word = line.Required(name);
        if (!DateOnly.TryParseExact(word, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            line.Fault($"{name} is not a day like 2027-01-01: {word}");
        return day;
    }

    private static void Write(TaskDrawn entry, LineWriter line)
    {
        line.Word(entry.Subject).Word(entry.Task).Choice("method", entry.Method).Raw($"sitting={entry.Sitting}").Text("candidate", entry.Candidate)
            .Hash("paper", entry.Paper).Hash("seed", entry.Seed).List("pool", entry.Pool);
        if (entry.Lot is { } lot)
            line.Number("lot", lot);
        line.Optional("scene", entry.Scene).Text("by", entry.By);
    }

    private static TaskDrawn ReadTask(LineReader line)
    {
        var (subject, task) = (line.Next("subject"), line.Next("task"));
        return new(
            new(line.Id("sitting", line.Required("sitting"))), line.Text("candidate"), subject, line.Hash("paper"), line.Choice<DrawMethod>("method"), line.Hash("seed"),
            line.List("pool"), line.Has("lot") ? line.Int("lot") : null, task, line.Optional("scene"), line.Text("by"));
    }

    private static void Write(StaffDrawn entry, LineWriter line)
    {
        line.Hash("register", entry.Register).Raw($"seed={entry.Seed:N}");
        foreach (var person in entry.Pool)
            line.Row("pool").Word(person.Id).Word(person.Role);
        foreach (var person in entry.Drawn)
            line.Row("drawn").Word(person.Id).Word(person.Role);
    }

    private static StaffDrawn ReadStaff(LineReader line)
    {
        var rows = line.Rows(row => (IsPool: PeopleWords.YesNo(row, "pool", "drawn"), Person: new Assignee(row.Next("staff number"), row.Next<StaffRole>("role"))));
        return new(
            line.Hash("register"), line.Id("seed", line.Required("seed")),
            [.. rows.Where(row => row.IsPool).Select(row => row.Person)], [.. rows.Where(row => !row.IsPool).Select(row => row.Person)]);
    }

    private static void Write(StaffJudged entry, LineWriter line)
    {
        line.Raw(entry.IsExpired ? "expired" : "valid").Hash("register", entry.Register).Number("version", entry.Version)
            .Optional("body", entry.TrainingBody).Day("first", entry.First).Day("last", entry.Last);
        foreach (var refusal in entry.Refusals)
            line.Row(Words.Spell(refusal.Rule)).Word(refusal.Fault).Word(refusal.Person);
    }

    private static StaffJudged ReadJudged(LineReader line) => new(
        line.Hash("register"), line.Int("version"), PeopleWords.YesNo(line, "expired", "valid"), line.Optional("body"), line.Day("first"), line.Day("last"),
        line.Rows(row => new StaffRefusal(row.Next("rule"), row.Next<StaffFault>("fault"), row.Next("person"))));
}
