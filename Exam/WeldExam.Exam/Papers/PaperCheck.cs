using System.Collections.Immutable;
using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Papers;

/// <summary>What must hold across the fields of a paper.</summary>
internal static class PaperCheck
{
    public static void Run(Paper paper, YamlErrors errors)
    {
        if (!PaperReader.KnownSemantics.Contains(paper.Semantics))
            errors.Add("semantics", $"version {paper.Semantics} is not known");
        if (paper.Pass is < 0 or > 100)
            errors.Add("pass", "expected is 0 … 100");
        if (paper.RequiredExaminers is < 1 or > 9)
            errors.Add("requiredExaminers", "expected is 1 … 9");
        if (paper.Marking is { } marking)
            Marking.Check(marking, paper, errors);
        if (paper.HoldPeriods is < 1 or > 10)
            errors.Add("holdPeriods", "expected is 1 … 10");
        if (paper.Subjects.Sum(subject => subject.Weight) != 100 || paper.Subjects.Any(subject => subject.Weight <= 0))
            errors.Add("subjects", "the weights do not add up to 100");
        Terms(paper.Terms, errors);
        var names = new HashSet<string>();
        Unique(errors, names, paper.Signals.Select((signal, i) => (signal.Name, $"signals[{i}].name")));
        Unique(errors, names, paper.Arcs.Select((arc, i) => ($"process {arc.Process}", $"arcs[{i}].process")));
        Unique(errors, names, paper.Subjects.Select((subject, i) => (subject.Id, $"subjects[{i}].id")));
        for (var i = 0; i < paper.Tasks.Length; i++)
            Run(paper, paper.Tasks[i], errors, names, $"tasks[{i}]");
    }

    private static void Terms(PaperTerms terms, YamlErrors errors)
    {
        if (terms.Modes.IsEmpty)
            errors.Add("modes", "the list is empty");
        if (terms.Forms.IsEmpty)
            errors.Add("forms", "the list is empty");
        if (terms.Attempts is < 1 or > 99)
            errors.Add("attempts", "expected is 1 … 99");
        if (terms.ValidityDays is < 1 or > 3660)
            errors.Add("validityDays", "expected is 1 … 3660");
        if (terms.PublicationDays is < 1 or > 366)
            errors.Add("publicationDays", "expected is 1 … 366");
    }

    private static void Scenes(PaperTask task, YamlErrors errors, HashSet<string> names, string path)
    {
        for (var i = 0; i < task.Scenes.Length; i++)
        {
            var (scene, at) = (task.Scenes[i], $"{path}.scenes[{i}]");
            Unique(errors, names, [(scene.Id, $"{at}.id"), .. scene.Hazards.Select((hazard, j) => (hazard.Id, $"{at}.hazards[{j}].id"))]);
            if (scene.Hazards.IsEmpty || scene.Hazards.Length != task.Scenes[0].Hazards.Length)
                errors.Add($"{at}.hazards", $"every scene of a task has as many hazards as the first: {task.Scenes[0].Hazards.Length}, at least 1");
            for (var j = 0; j < scene.Hazards.Length; j++)
            {
                if (!scene.Hazards[j].Id.StartsWith($"{scene.Id}.", StringComparison.Ordinal))
                    errors.Add($"{at}.hazards[{j}].id", $"it does not begin with {scene.Id}.");
                if (scene.Hazards[j].Area is not null && scene.Picture is null)
                    errors.Add($"{at}.hazards[{j}].area", "the scene has no picture");
            }
        }
    }

    private static void Run(Paper paper, PaperTask task, YamlErrors errors, HashSet<string> names, string path)
    {
        Unique(errors, names, [(task.Id, $"{path}.id")]);
        Unique(errors, names, task.Conflicts.Select((conflict, i) => (conflict.Id, $"{path}.conflicts[{i}].id")));
        if (paper.Subjects.All(subject => subject.Id != task.Subject))
            errors.Add($"{path}.subject", $"{task.Subject} is not a subject");
        if (task.TimeLimit <= TimeSpan.Zero)
            errors.Add($"{path}.timeLimitSeconds", "a time limit is expected");
        foreach (var (form, _) in task.TimeLimits.Where(limit => limit.Value <= TimeSpan.Zero))
            errors.Add($"{path}.timeLimitsByForm.{ExamForms.Word(form)}", "a time limit is expected");
        if (task.Status == PaperStatus.Sample && paper.Status == PaperStatus.Verified)
            errors.Add($"{path}.status", "a paper with a sample task is a sample");
        Scenes(task, errors, names, path);
        if (task.Process is { } process && paper.Arc(process) is null)
            errors.Add($"{path}.process", $"no arcs entry for process {process}");
        foreach (var field in task.Process is { } of && paper.Arc(of) is { } arc ? ArcNeeds.Missing(arc, task.Checks) : [])
            errors.Add($"{path}.process", $"a rule needs {field} in the arcs entry of process {task.Process}");
        Declared(paper, errors, $"{path}.needs", task.Needs);
        for (var i = 0; i < task.Conflicts.Length; i++)
            Declared(paper, errors, $"{path}.conflicts[{i}].doubts", task.Conflicts[i].Doubts);
        if (task.Blocks.Sum(block => block.Points) != 100)
            errors.Add($"{path}.blocks", $"the points add up to {task.Blocks.Sum(block => block.Points)}, not 100");
        for (var i = 0; i < task.Blocks.Length; i++)
            Run(task.Blocks[i], errors, names, $"{path}.blocks[{i}]");
    }

    private static void Run(Block block, YamlErrors errors, HashSet<string> names, string path)
    {
        Unique(errors, names, [(block.Id, $"{path}.id")]);
        if (block.Points > block.Items.Sum(item => item.Points))
            errors.Add($"{path}.points", "the block has more points than its items");
        for (var i = 0; i < block.Items.Length; i++)
        {
            Unique(errors, names, [(block.Items[i].Id, $"{path}.items[{i}].id")]);
            if (block.Items[i].Points < 0)
                errors.Add($"{path}.items[{i}].points", "points are not negative");
            for (var j = 0; j < block.Items[i].Deductions.Length; j++)
                Run(block.Items[i], block.Items[i].Deductions[j], errors, names, $"{path}.items[{i}].deductions[{j}]");
        }
    }

    private static void Run(Item item, Deduction deduction, YamlErrors errors, HashSet<string> names, string path)
    {
        Unique(errors, names, [(deduction.Id, $"{path}.id")]);
        if (!deduction.Id.StartsWith($"{item.Id}.", StringComparison.Ordinal))
            errors.Add($"{path}.id", $"it does not begin with {item.Id}.");
        if (deduction.Points < 0 || (deduction.Points == 0 && !deduction.IsVeto))
            errors.Add($"{path}.points", "a deduction costs something, unless it is a veto");
        if (deduction.MaxTimes is < 1 or > 100)
            errors.Add($"{path}.maxTimes", "expected is 1 … 100");
    }

    private static void Declared(Paper paper, YamlErrors errors, string field, ImmutableArray<string> signals)
    {
        foreach (var signal in signals.Where(signal => paper.Signals.All(declared => declared.Name != signal)))
            errors.Add(field, $"signal {signal} is not declared");
    }

    private static void Unique(YamlErrors errors, HashSet<string> names, IEnumerable<(string Name, string Field)> found)
    {
        foreach (var (name, field) in found.Where(one => !names.Add(one.Name)))
            errors.Add(field, $"{name} is used more than once");
    }
}
