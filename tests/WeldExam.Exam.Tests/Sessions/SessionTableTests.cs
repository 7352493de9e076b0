using WeldExam.Exam.Journal;
using WeldExam.Exam.Sessions;

namespace WeldExam.Exam.Tests.Sessions;

public sealed class SessionTableTests
{
    [Fact]
    public void Every_act_has_one_rule_and_somebody_who_may_do_it_somewhere()
    {
        Assert.Equal(Enum.GetValues<SessionAct>().Order(), SessionTable.Rules.Select(rule => rule.Act).Order());
        Assert.All(SessionTable.Rules, rule => Assert.True(rule.Roles.Length > 0 || rule.Others != SessionActor.Nobody, $"{rule.Act}"));
        Assert.All(Enum.GetValues<SessionAct>(), act => Assert.Contains(SessionTable.Moves, move => move.Act == act));
        Assert.Equal(SessionTable.Moves.Length, SessionTable.Moves.Distinct().Count());
    }

    [Fact]
    public void Every_state_can_be_reached_and_all_but_the_last_lead_on()
    {
        var reached = new HashSet<SessionState> { SessionState.NotOpened };
        while (SessionTable.Moves.Where(move => reached.Contains(move.From)).Select(move => move.To).Except(reached).ToArray() is { Length: > 0 } more)
            reached.UnionWith(more);
        Assert.Equal(Enum.GetValues<SessionState>().Order(), reached.Order());
        Assert.Equal([SessionState.Voided], Enum.GetValues<SessionState>().Where(state => !SessionTable.Moves.Any(move => move.From == state)));
    }

    [Fact]
    public void Whoever_does_not_judge_neither_marks_nor_concludes_nor_decides()
    {
        SessionAct[] judging = [SessionAct.Mark, SessionAct.Override, SessionAct.Conclude, SessionAct.Sign, SessionAct.Seal, SessionAct.Start, SessionAct.Rearm, SessionAct.Disqualify];
        foreach (var role in new[] { StaffRole.Invigilator, StaffRole.Technician, StaffRole.Administrator })
            Assert.All(judging, act => Assert.False(SessionTable.Allows(role, act), $"{role} {act}"));
        Assert.Equal([StaffRole.ChiefExaminer], SessionTable.RuleOf(SessionAct.SignAsChief).Roles);
        Assert.All(Enum.GetValues<SessionAct>(), act => Assert.False(SessionTable.Allows(StaffRole.Administrator, act)));
        Assert.Equal(SessionActor.Centre, SessionTable.RuleOf(SessionAct.Void).Others);
    }

    /// <summary>To renew the page: run this test and copy what it expects.</summary>
    [Fact]
    public void The_page_shows_the_table_that_is_in_force()
    {
        using var page = typeof(SessionTableTests).Assembly.GetManifestResourceStream("SESSION.md")!;
        using var reader = new StreamReader(page);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        Assert.Contains($"```mermaid\n{SessionDiagram.Mermaid()}```\n", text, StringComparison.Ordinal);
        Assert.Contains(SessionDiagram.Acts(), text, StringComparison.Ordinal);
    }
}
