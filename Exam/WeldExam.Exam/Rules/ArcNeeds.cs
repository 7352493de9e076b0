using WeldExam.Exam.Papers;

namespace WeldExam.Exam.Rules;

/// <summary>What rules ask of a process that its <c>arcs</c> entry may leave out.</summary>
internal static class ArcNeeds
{
    /// <summary>The fields that are missing, as the paper names them.</summary>
    public static IEnumerable<string> Missing(ArcParameters arc, IEnumerable<Rule> rules)
    {
        var parts = rules.SelectMany(RuleTree.Parts).ToArray();
        var conditions = parts.SelectMany(RuleTree.Conditions).SelectMany(RuleTree.Parts).ToArray();
        if (arc.ElectrodeChangeGap is null && parts.OfType<ArcStatistic>().Any(of => of.Figure == ArcFigure.ElectrodeChanges))
            yield return "electrodeChangeSeconds";
        if (arc.Efficiency is null && parts.OfType<ArcStatistic>().Any(of => of.Figure == ArcFigure.HeatInput))
            yield return "efficiency";
        if (arc.LoadLine is null && conditions.OfType<OnLoadLine>().Any())
            yield return "loadLine";
    }
}
