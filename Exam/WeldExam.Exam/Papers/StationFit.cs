using System.Collections.Immutable;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Papers;

/// <summary>What a station's instruments cannot judge of a paper, before any exam: those deductions go to the examiners there.</summary>
public static class StationFit
{
    /// <summary>Every check of the paper that the station cannot answer, and every signal without which a task does not open.</summary>
    public static ImmutableArray<Misfit> Of(Paper paper, IReadOnlyList<Channel> channels)
    {
        var found = ImmutableArray.CreateBuilder<Misfit>();
        foreach (var task in paper.Tasks)
        {
            found.AddRange(task.Needs.SelectMany(signal => Missing(paper, task.Id, null, signal, channels)));
            foreach (var state in task.StartState.Where(state => state.Sensed is not null))
                found.AddRange(Missing(paper, task.Id, state.Id, state.Sensed!.Signal, channels));
            foreach (var (id, check) in Checks(task))
            {
                var signals = SignalNames.Of(check);
                ImmutableArray<Misfit> missing = [.. signals.SelectMany(signal => Missing(paper, task.Id, id, signal, channels))];
                found.AddRange(missing.IsEmpty ? [.. TooSlow(paper, task, id, check, [.. channels.Where(channel => signals.Contains(channel.Signal))])] : missing);
            }
        }

        return found.ToImmutable();
    }

    private static IEnumerable<(string Id, Rule Check)> Checks(PaperTask task) =>
        task.Items.SelectMany(item => item.Deductions).Where(deduction => deduction.Check is not null).Select(deduction => (deduction.Id, deduction.Check!))
            .Concat(task.Conflicts.Select(conflict => (conflict.Id, conflict.Check)));

    private static IEnumerable<Misfit> Missing(Paper paper, string task, string? of, string signal, IReadOnlyList<Channel> channels)
    {
        var declared = paper.Signals.First(one => one.Name == signal);
        var channel = channels.FirstOrDefault(one => one.Signal == signal);
        if (channel is null)
            yield return new(task, of, MisfitKind.SignalMissing, signal, string.Empty);
        else if (channel.Unit != (declared.Unit ?? string.Empty) || channel.Kind == ChannelKind.Switch != declared.Unit is null)
            yield return new(task, of, MisfitKind.OtherUnit, signal, $"{channel.Unit}, {declared.Unit}");
    }

    /// <summary>As docs/PAPERS.md states when a meter is too slow: twice the longest refresh against the hold, the grace or the limit.</summary>
    private static IEnumerable<Misfit> TooSlow(Paper paper, PaperTask task, string id, Rule check, Channel[] channels)
    {
        var refresh = channels.Length == 0 ? TimeSpan.Zero : channels.Max(channel => channel.Refresh.Max);
        var shown = string.Join(", ", channels.Where(channel => channel.Refresh.Max == refresh).Select(channel => channel.Signal));
        if (IsOverArcs(check) && ArcsOf(paper, task).FirstOrDefault(arc => 2 * refresh > arc.ArcHold) is { } arc)
            yield return new(task.Id, id, MisfitKind.RefreshTooSlow, shown, $"2 × {refresh.TotalSeconds:0.###} s > {arc.ArcHold.TotalSeconds:0.###} s");
        else if (Spans(check).FirstOrDefault(span => span > TimeSpan.Zero && span < 2 * refresh) is { Ticks: > 0 } finest)
            yield return new(task.Id, id, MisfitKind.RefreshTooSlow, shown, $"2 × {refresh.TotalSeconds:0.###} s > {finest.TotalSeconds:0.###} s");
    }

    private static ImmutableArray<ArcParameters> ArcsOf(Paper paper, PaperTask task) =>
        task.Process is { } process && paper.Arc(process) is { } arc ? [arc] : paper.Arcs;

    /// <summary>A rule over current and voltage together tells the arc by them.</summary>
    private static bool IsOverArcs(Rule check) => SignalNames.Of(check) is var signals && signals.Contains(SignalNames.Current) && signals.Contains(SignalNames.Voltage);

    /// <summary>The spans that a rule measures.</summary>
    private static IEnumerable<TimeSpan> Spans(Rule rule) => rule switch
    {
        Never never => [never.LongerThan],
        Duration duration => [duration.AtLeast ?? TimeSpan.Zero, duration.AtMost ?? TimeSpan.Zero],
        AllRules all => all.Rules.SelectMany(Spans),
        AnyRule any => any.Rules.SelectMany(Spans),
        NotRule not => Spans(not.Rule),
        _ => [],
    };
}

/// <summary>One thing that a station cannot do for a paper.</summary>
/// <param name="Task">The task.</param>
/// <param name="Of">The deduction, conflict or start condition; null for the task itself, which does not open there.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Signal">With which signals.</param>
/// <param name="Detail">In figures; empty when the kind says all.</param>
public sealed record Misfit(string Task, string? Of, MisfitKind Kind, string Signal, string Detail);

public enum MisfitKind
{
    /// <summary>The station has no such signal.</summary>
    SignalMissing,

    /// <summary>It has, but measured in another unit or of another kind.</summary>
    OtherUnit,

    /// <summary>The device renews its value too seldom for what the check measures.</summary>
    RefreshTooSlow,
}
