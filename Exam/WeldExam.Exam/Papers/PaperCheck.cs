using System.Collections.Immutable;

namespace WeldExam.Exam.Papers;

/// <summary>What must hold across the fields of a paper.</summary>
internal static class PaperCheck
{
    public static void Run(Paper paper, YamlFields root)
    {
        if (!PaperReader.KnownSemantics.Contains(paper.Semantics))
            root.Fail("semantics", $"version {paper.Semantics} is not known");
        if (paper.Pass is < 0 or > 100)
            root.Fail("pass", "expected is 0 … 100");
        if (paper.RequiredExaminers is < 1 or > 9)
            root.Fail("requiredExaminers", "expected is 1 … 9");
        if (paper.HoldPeriods is < 1 or > 10)
            root.Fail("holdPeriods", "expected is 1 … 10");
        if (paper.Subjects.Sum(subject => subject.Weight) != 100 || paper.Subjects.Any(subject => subject.Weight <= 0))
            root.Fail("subjects", "the weights do not add up to 100");
        Unique(root, "signals", paper.Signals.Select(signal => signal.Name));
        Unique(root, "subjects", paper.Subjects.Select(subject => subject.Id));
        Unique(root, "arcs", paper.Arcs.Select(arc => $"{arc.Process}"));
        Unique(root, "tasks", paper.Tasks.SelectMany(Names));
        for (var i = 0; i < paper.Tasks.Length; i++)
            Run(paper, paper.Tasks[i], root, $"tasks[{i}]");
    }

    private static void Run(Paper paper, PaperTask task, YamlFields root, string path)
    {
        var names = paper.Signals.Select(signal => signal.Name).ToImmutableHashSet();
        if (paper.Subjects.All(subject => subject.Id != task.Subject))
            root.Fail("tasks", $"{path}.subject: {task.Subject} is not a subject");
        if (task.TimeLimit <= TimeSpan.Zero)
            root.Fail("tasks", $"{path}.timeLimitSeconds: a time limit is expected");
        if (task.Process is { } process && paper.Arc(process) is null)
            root.Fail("tasks", $"{path}.process: no arcs entry for process {process}");
        foreach (var need in task.Needs.Concat(task.Conflicts.SelectMany(c => c.Doubts)).Where(need => !names.Contains(need)))
            root.Fail("tasks", $"{path}: signal {need} is not declared");
        if (task.Blocks.Sum(block => block.Points) != 100)
            root.Fail("tasks", $"{path}.blocks: the points add up to {task.Blocks.Sum(block => block.Points)}, not 100");
        foreach (var block in task.Blocks)
        {
            if (block.Points > block.Items.Sum(item => item.Points))
                root.Fail("tasks", $"{path}: block {block.Id} has more points than its items");
            foreach (var item in block.Items)
                Run(item, root, path);
        }
    }

    private static void Run(Item item, YamlFields root, string path)
    {
        if (item.Points < 0)
            root.Fail("tasks", $"{path}: item {item.Id} has negative points");
        foreach (var deduction in item.Deductions)
        {
            if (!deduction.Id.StartsWith($"{item.Id}.", StringComparison.Ordinal))
                root.Fail("tasks", $"{path}: deduction {deduction.Id} does not begin with {item.Id}.");
            if (deduction.Points < 0 || (deduction.Points == 0 && !deduction.IsVeto) || deduction.MaxTimes is < 1 or > 100)
                root.Fail("tasks", $"{path}: deduction {deduction.Id} has impossible points or maxTimes");
        }
    }

    private static IEnumerable<string> Names(PaperTask task) =>
    [
        task.Id,
        .. task.Blocks.Select(block => block.Id),
        .. task.Items.Select(item => item.Id),
        .. task.Items.SelectMany(item => item.Deductions).Select(deduction => deduction.Id),
        .. task.Conflicts.Select(conflict => conflict.Id),
    ];

    private static void Unique(YamlFields root, string field, IEnumerable<string> names)
    {
        foreach (var twice in names.GroupBy(name => name).Where(group => group.Count() > 1))
            root.Fail(field, $"{twice.Key} is used more than once");
    }
}
