using System.Text;

namespace WeldExam.Exam.Sessions;

/// <summary>The session's table as people read it: a Mermaid state diagram and two tables in Markdown.</summary>
public static class SessionDiagram
{
    /// <summary>States and what leads from one to another. What leaves the state is not drawn; the tables have it.</summary>
    public static string Mermaid()
    {
        var text = new StringBuilder("stateDiagram-v2\n    [*] --> NotOpened\n");
        var arrows = SessionTable.Moves.Where(move => move.From != move.To).GroupBy(move => (move.From, move.To));
        foreach (var arrow in arrows)
            Line(text, $"    {arrow.Key.From} --> {arrow.Key.To}: {string.Join(", ", arrow.Select(move => move.Act).Distinct())}");
        foreach (var last in Enum.GetValues<SessionState>().Where(state => !SessionTable.Moves.Any(move => move.From == state && move.To != state)))
            Line(text, $"    {last} --> [*]");
        return text.ToString();
    }

    /// <summary>Which role may do what, and in which states.</summary>
    public static string Acts()
    {
        var text = new StringBuilder("| act | who | in |\n|---|---|---|\n");
        foreach (var rule in SessionTable.Rules)
        {
            var who = rule.Roles.Select(role => role.ToString());
            if (rule.Others != SessionActor.Nobody)
                who = who.Append($"*{rule.Others}*");
            var states = SessionTable.Moves.Where(move => move.Act == rule.Act).Select(move => move.From).Distinct().Order();
            Line(text, $"| {rule.Act} | {string.Join(", ", who)} | {string.Join(", ", states)} |");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
