using System.Globalization;
using System.Text;
using WeldExam.EdgeGateway.Commands.Devices;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;

namespace WeldExam.EdgeGateway.Commands.Papers;

/// <summary>A paper for a person who knows the exam: every task, item and deduction, and each rule in words.</summary>
internal static class PaperText
{
    public static string Of(Paper paper, string? only)
    {
        var text = new StringBuilder();
        Head(text, paper);
        foreach (var subject in paper.Subjects)
        {
            text.Append($"\n══ {subject.Id} {Both(subject.Title)}   {Number(subject.Weight)} %\n");
            foreach (var task in paper.Tasks.Where(task => task.Subject == subject.Id && (only is null || task.Id == only)))
                Task(text, paper, task);
        }

        return text.ToString();
    }

    private static void Head(StringBuilder text, Paper paper)
    {
        text.Append($"{Both(paper.Title)}\n{paper.Id} {paper.Version}   SHA-256 {paper.Hash}\n");
        if (paper.Status == PaperStatus.Sample)
            text.Append($"  ! {Spoken.Line("paper.sample")}\n");
        text.Append($"  {Spoken.Line("paper.field.source")}: {paper.Source}\n");
        var terms = paper.Terms;
        text.Append($"  {Spoken.Line("paper.field.pass")}: {Number(paper.Pass)}\n");
        text.Append($"  {Spoken.Line("paper.examiners", paper.RequiredExaminers)}\n");
        text.Append($"  {Spoken.Line($"paper.refusal.{paper.RefusalToSign}")}\n");
        text.Append($"  {Spoken.Line("paper.identity", string.Join(", ", paper.IdentityFactors))}\n");
        text.Append($"  {Spoken.Line($"paper.drawing.{terms.Drawing}")}\n");
        text.Append($"  {Spoken.Line("paper.modes")}: {string.Join(", ", terms.Modes.Select(mode => Spoken.Line($"paper.mode.{mode}")))}\n");
        text.Append($"  {Spoken.Line("paper.forms")}: {string.Join(", ", terms.Forms.Select(FormName))}\n");
        if (terms.Resit is { } resit)
            text.Append($"  {Spoken.Line($"paper.resit.{resit}")}\n");
        if (terms.Attempts is { } attempts)
            text.Append($"  {Spoken.Line("paper.attempts", attempts)}\n");
        if (terms.ValidityDays is { } days)
            text.Append($"  {Spoken.Line("paper.validity", days)}\n");
        if (terms.PublicationDays is { } published)
            text.Append($"  {Spoken.Line("paper.publication", published)}\n");
        foreach (var made in paper.Bases)
        {
            text.Append($"  {Spoken.Line("paper.base", $"{made.Id} {made.Version}", made.Hash, made.Overlay)}\n");
            foreach (var change in made.Overrides)
                text.Append($"    {change.Path}: {change.From} → {change.To}\n");
        }
    }

    private static void Task(StringBuilder text, Paper paper, PaperTask task)
    {
        text.Append($"\n── {task.Id} {Both(task.Title)}   {task.TimeLimit.TotalMinutes:0.##} min");
        foreach (var (form, limit) in task.TimeLimits.OrderBy(limit => limit.Key))
            text.Append($"   {FormName(form)}: {limit.TotalMinutes:0.##} min");
        text.Append($"\n   {Spoken.Line(task.Status == PaperStatus.Sample ? "paper.sampleTask" : "paper.verifiedTask")}   {task.Source}\n");
        if (!task.Needs.IsEmpty)
            text.Append($"   {Spoken.Line("paper.field.needs")}: {string.Join(", ", task.Needs.Select(name => TitleOf(paper, name)))}\n");
        foreach (var state in task.StartState)
            text.Append($"   {Spoken.Line("paper.startState")}: {Both(state.Text)} ({Spoken.Line(state.Sensed is null ? "paper.ticked" : "paper.sensed")})\n");
        foreach (var block in task.Blocks)
        {
            text.Append($"  {block.Id} {Both(block.Title)}   {Number(block.Points)}\n");
            foreach (var item in block.Items)
                Item(text, paper, item);
        }

        foreach (var conflict in task.Conflicts)
            text.Append($"  ! {conflict.Id} {Both(conflict.Text)}: {RuleText.Of(paper, conflict.Check)}; {Spoken.Line("paper.doubts", string.Join(", ", conflict.Doubts.Select(name => TitleOf(paper, name))))}\n");
        foreach (var scene in task.Scenes)
            Scene(text, scene);
    }

    private static void Item(StringBuilder text, Paper paper, Item item)
    {
        text.Append($"    {item.Id} {Both(item.Title)}   {Number(item.Points)}\n");
        foreach (var deduction in item.Deductions)
        {
            var cost = deduction.IsVeto ? Spoken.Line("paper.field.veto") : $"−{Number(deduction.Points)}{(deduction.MaxTimes > 1 ? $" × {deduction.MaxTimes}" : "")}";
            text.Append($"      {deduction.Id} {Both(deduction.Text)}   {cost}   {Spoken.Line($"paper.kind.{deduction.Kind}")}\n");
            if (deduction.Check is { } check)
                text.Append($"        {Spoken.Line("paper.demands")}: {RuleText.Of(paper, check)}\n");
        }
    }

    private static void Scene(StringBuilder text, Scene scene)
    {
        text.Append($"  {scene.Id} {Both(scene.Title)}{(scene.Picture is { } picture ? $"   {picture.File}" : "")}\n    {scene.Text.Zh}\n    {scene.Text.En}\n");
        foreach (var hazard in scene.Hazards)
            text.Append($"      {hazard.Id} {Both(hazard.Text)}: {Both(hazard.Measure)}\n");
    }

    internal static string TitleOf(Paper paper, string signal) => paper.Signals.FirstOrDefault(one => one.Name == signal)?.Title is { } title ? Both(title) : signal;

    private static string FormName(ExamForm form) => Spoken.Line($"paper.form.{form}");

    private static string Both(Bilingual text) => $"{text.Zh} · {text.En}";

    private static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
