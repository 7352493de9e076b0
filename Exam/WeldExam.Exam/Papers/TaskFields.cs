using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Rules;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Exam.Papers;

/// <summary>Reads tasks, from a list in the main file or from files of their own.</summary>
/// <param name="rules">Reads checks.</param>
/// <param name="status">What a task in the main file is, unless it says otherwise.</param>
/// <param name="source">Where its table comes from, unless it says otherwise.</param>
internal sealed class TaskFields(RuleFields rules, PaperStatus status, string source)
{
    /// <summary>A task within the main file.</summary>
    public PaperTask Inline(YamlFields task) => Read(task) with
    {
        Status = task.Has("status") ? Status(task) : status,
        Source = task.OptionalText("source") ?? source,
    };

    /// <summary>A task in a file of its own, which says for itself what it is.</summary>
    public PaperTask Own(YamlNode root, string path, YamlErrors errors)
    {
        var fields = new YamlFields(root, path, errors);
        var task = Read(fields) with { Status = Status(fields), Source = fields.Text("source") };
        fields.Close();
        return task;
    }

    private static PaperStatus Status(YamlFields task) => task.Choice("status", ("sample", PaperStatus.Sample), ("verified", PaperStatus.Verified));

    private PaperTask Read(YamlFields task) => new(
        task.Text("id"),
        task.Text("subject"),
        task.Bilingual("title"),
        task.Seconds("timeLimitSeconds"),
        task.OptionalWhole("process"),
        task.Flag("needsTaskCard"),
        task.Texts("needs"),
        task.OptionalList("startState", ReadReset),
        task.List("blocks", block => new Block(block.Text("id"), block.Bilingual("title"), block.Number("points"), block.List("items", ReadItem))),
        task.OptionalList("conflicts", conflict => new ConflictCheck(
            conflict.Text("id"), conflict.Bilingual("text"), ReadCheck(conflict), conflict.Texts("doubts"))))
    {
        TimeLimits = ReadTimeLimits(task),
        Scenes = task.OptionalList("scenes", SceneFields.Read),
    };

    private static ImmutableDictionary<ExamForm, TimeSpan> ReadTimeLimits(YamlFields task)
    {
        var limits = ImmutableDictionary<ExamForm, TimeSpan>.Empty;
        if (!task.Has("timeLimitsByForm"))
            return limits;
        var fields = task.Fields("timeLimitsByForm");
        foreach (var (word, form) in ExamForms.Words)
        {
            if (fields.OptionalSeconds(word) is { } limit)
                limits = limits.Add(form, limit);
        }

        fields.Close();
        return limits;
    }

    private ResetCondition ReadReset(YamlFields condition)
    {
        var (id, text) = (condition.Text("id"), condition.Bilingual("text"));
        if (!condition.Has("sensed"))
            return new(id, text, null);
        var sensed = condition.Fields("sensed");
        var input = rules.Sensed(sensed);
        sensed.Close();
        return new(id, text, input);
    }

    private Item ReadItem(YamlFields item) => new(
        item.Text("id"), item.Bilingual("title"), item.Number("points"), item.List("deductions", ReadDeduction));

    private Deduction ReadDeduction(YamlFields deduction)
    {
        var kind = deduction.Choice(
            "kind", ("manual", DeductionKind.Manual), ("proposed", DeductionKind.Proposed), ("automatic", DeductionKind.Automatic));
        if (kind == DeductionKind.Manual && deduction.Has("check"))
            deduction.Fail("check", "a manual deduction has no check");
        return new(
            deduction.Text("id"),
            deduction.Bilingual("text"),
            deduction.Number("points"),
            deduction.OptionalWhole("maxTimes") ?? 1,
            deduction.Flag("veto"),
            kind,
            kind == DeductionKind.Manual ? null : ReadCheck(deduction));
    }

    private Rule ReadCheck(YamlFields fields)
    {
        var check = fields.Fields("check");
        var rule = rules.Rule(check);
        check.Close();
        return rule;
    }
}
