using System.Collections.Immutable;
using System.Text;
using WeldExam.EdgeGateway.Commands.Devices;
using WeldExam.Exam.Papers;

namespace WeldExam.EdgeGateway.Commands.Papers;

/// <summary>What changed between two papers, by task, with both values.</summary>
internal static class DiffText
{
    /// <summary>Fields that have a name in the catalogue; others are named as the file names them.</summary>
    private static readonly string[] Named =
        ["points", "maxTimes", "timeLimitSeconds", "check", "kind", "text", "title", "weight", "pass", "veto", "status", "source", "version", "id", "needs", "sensed", "drawing", "resit", "attempts"];

    public static string Of(ImmutableArray<PaperChange> changes)
    {
        if (changes.IsEmpty)
            return Spoken.Line("paper.same") + '\n';
        var text = new StringBuilder();
        foreach (var place in changes.GroupBy(PlaceOf))
        {
            text.Append(place.Key.Length == 0 ? Spoken.Line("paper.whole") : place.Key).Append('\n');
            foreach (var change in place)
                text.Append($"  {NameOf(change.Field)}: {Value(change.From)} → {Value(change.To)}\n");
        }

        return text.ToString();
    }

    private static string PlaceOf(PaperChange change) =>
        change.Path.Length == change.Field.Length ? string.Empty : change.Path[..^(change.Field.Length + 1)].Replace("/blocks/", " / ", StringComparison.Ordinal)
            .Replace("/items/", " / ", StringComparison.Ordinal).Replace("/deductions/", " / ", StringComparison.Ordinal).Replace("tasks/", string.Empty, StringComparison.Ordinal);

    private static string NameOf(string field) => Named.Contains(field) ? Spoken.Line($"paper.field.{field}") : field;

    private static string Value(string? value) => value ?? Spoken.Line("paper.absent");
}
