using WeldExam.Exam.Journal;

namespace WeldExam.Exam.Transcripts;

/// <summary>What people do during a part.</summary>
internal static class PeopleWords
{
    public static readonly EntryWord[] All =
    [
        EntryWord.Of<IdentityChecked>("identity", Write, line => new(
            YesNo(line, "accepted", "refused"), line.Rows(Factor), line.List("staff")) , hasRows: true),
        EntryWord.Of<Assigned>("assigned", (entry, line) =>
        {
            foreach (var person in entry.Staff)
                line.Row(Words.Spell(person.Id)).Word(person.Role);
        }, line => new(line.Rows(row => new Assignee(row.Next("staff number"), row.Next<StaffRole>("role")))), hasRows: true),
        EntryWord.Of<StartState>("startState", (entry, line) =>
        {
            foreach (var condition in entry.Conditions)
                line.Row(Words.Spell(condition.Condition)).Raw(condition.Holds ? "holds" : "fails").Optional("by", condition.TickedBy);
        }, line => new(line.Rows(row => new StartCondition(row.Next("condition"), YesNo(row, "holds", "fails"), row.Optional("by")))), hasRows: true),
        EntryWord.Of<SubjectStarted>("started", (entry, line) => line.Text("by", entry.By).Command(entry.Command), line => new(line.Command(), line.Text("by"))),
        EntryWord.Of<SubjectEnded>(
            "ended",
            (entry, line) => line.Word(entry.Reason).Text("by", entry.By).Command(entry.Command),
            line => new(line.Command(), line.Text("by"), line.Next<EndReason>("reason"))),
        EntryWord.Of<Marked>("mark", Write, Marked),
        EntryWord.Of<Overridden>(
            "override",
            (entry, line) => line.Word(entry.Deduction).Text("item", entry.Item).Number("times", entry.Times)
                .Text("by", entry.By).Text("second", entry.SecondBy).Text("reason", entry.Reason).Command(entry.Command),
            line => new(
                line.Command(), line.Text("by"), line.Text("second"), line.Text("item"), line.Next("deduction"), line.Int("times"), line.Text("reason"))),
    ];

    public static LineWriter Command(this LineWriter line, CommandId command) =>
        command.Value == Guid.Empty ? line : line.Raw($"command={command}");

    public static CommandId Command(this LineReader line) => line.Optional("command") is { } id ? new(line.Id("command", id)) : default;

    public static Guid Id(this LineReader line, string what, string word)
    {
        if (Guid.TryParseExact(word, "N", out var id))
            return id;
        line.Fault($"{what} is not 32 hexadecimal digits: {word}");
        return default;
    }

    public static int Int(this LineReader line, string name)
    {
        var number = line.Number(name);
        if (number is >= int.MinValue and <= int.MaxValue)
            return (int)number;
        line.Fault($"{name} is out of range");
        return 0;
    }

    public static bool YesNo(LineReader line, string yes, string no)
    {
        var word = line.NextRaw($"{yes} or {no}");
        if (word != yes && word != no)
            line.Fault($"neither {yes} nor {no}: {word}");
        return word == yes;
    }

    private static void Write(IdentityChecked entry, LineWriter line)
    {
        line.Raw(entry.IsAccepted ? "accepted" : "refused").List("staff", entry.Staff);
        foreach (var factor in entry.Factors)
            line.Row(Words.Spell(factor.Factor)).Raw(factor.Passed ? "passed" : "failed").Text("device", factor.Device).Text("reason", factor.Reason);
    }

    private static FactorResult Factor(LineReader row) =>
        new(row.Next("factor"), YesNo(row, "passed", "failed"), row.Text("device"), row.Text("reason"));

    private static void Write(Marked entry, LineWriter line)
    {
        line.Word(entry.Item).Word(entry.Kind).Optional("deduction", entry.Deduction).Number("times", entry.Times).Text("by", entry.By);
        if (entry.About is { } about)
            line.Time("about", about);
        line.Text("remark", entry.Remark).Command(entry.Command);
    }

    private static Marked Marked(LineReader line)
    {
        var (item, kind) = (line.Next("item"), line.Next<MarkKind>("what is said"));
        return new(line.Command(), line.Text("by"), item, line.Optional("deduction"), kind, line.Int("times"), line.Time("about"), line.Text("remark"));
    }
}
