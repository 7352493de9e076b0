using System.Runtime.CompilerServices;
using WeldExam.EdgeGateway.Commands.Papers;
using WeldExam.EdgeGateway.Commands.Sheets;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;

namespace WeldExam.EdgeGateway.Tests.Papers;

/// <summary>A person who knows the exam reads a paper, changes it and sees what that changes.</summary>
public sealed class PaperCommandTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(Root(), "Exam/papers");
    private static readonly PaperFile Sample = PaperFile.Load(Path.Combine(Shipped, "weld-2024-hebei-sample.yaml"));
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_folder_a_bundle_and_an_overlay_beside_its_base_load_alike()
    {
        var folder = PaperFile.Load(Path.Combine(Shipped, "weld-2024-hebei-sample"));
        Assert.Equal(Sample.Paper!.Hash, folder.Paper!.Hash);
        var overlay = PaperFile.Load(Path.Combine(Shipped, "overlays", "short-30min-sample.yaml"));
        Assert.Equal(Sample.Paper.Hash, Assert.Single(overlay.Paper!.Bases).Hash);
        File.WriteAllBytes(Path.Combine(_folder.Path, "bundle.yaml"), overlay.Bundle);
        Assert.Equal(overlay.Paper.Hash, PaperFile.Load(Path.Combine(_folder.Path, "bundle.yaml")).Paper!.Hash);
    }

    [Fact]
    public void An_overlay_whose_base_is_not_there_says_which_one_it_wants()
    {
        var alone = Path.Combine(_folder.Path, "overlay.yaml");
        File.Copy(Path.Combine(Shipped, "overlays", "short-30min-sample.yaml"), alone);
        var fault = Assert.Throws<FileNotFoundException>(() => PaperFile.Load(alone, Path.Combine(Shipped, "overlays", "short-30min-sample.yaml")));
        Assert.Contains(Sample.Paper!.Hash.ToString(), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_a_task_file_names_that_file_and_its_line()
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Shipped, "weld-2024-hebei-sample")))
            File.Copy(path, Path.Combine(_folder.Path, Path.GetFileName(path)));
        var task = Path.Combine(_folder.Path, "K42.yaml");
        File.WriteAllText(task, File.ReadAllText(task).Replace("timeLimitSeconds: 600", "timeLimitSeconds: ten", StringComparison.Ordinal));
        var error = Assert.Single(Assert.IsType<PaperRefused>(PaperFile.Load(_folder.Path).Reading).Errors);
        Assert.Equal((task, 7), (error.File, error.Line));
    }

    [Fact]
    public void Every_rule_of_the_sample_is_shown_in_words_of_both_languages()
    {
        var text = PaperText.Of(Sample.Paper!, null);
        Assert.Contains("要求 · Demand: 若有首次「电弧」，则此前已有首次「排风：通」 · if the first 'arc' comes, the first 'ventilation on' has come by then", text, StringComparison.Ordinal);
        var names = typeof(Exam.Rules.Rule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Exam.Rules.Rule)) || type.IsSubclassOf(typeof(Exam.Rules.Condition))).Select(type => type.Name).ToHashSet();
        foreach (var line in text.Split('\n').Where(line => line.Contains("Demand: ", StringComparison.Ordinal)))
            Assert.DoesNotContain(line.Split(' ', '：', '「', '」', '\''), names.Contains);
        Assert.DoesNotContain("rule.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("paper.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_task_can_be_shown_alone()
    {
        var text = PaperText.Of(Sample.Paper!, "K42");
        Assert.Contains("K42.1.a", text, StringComparison.Ordinal);
        Assert.DoesNotContain("K11.1.a", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_is_told_by_task_with_both_values()
    {
        var text = DiffText.Of(PaperDiff.Of(Sample.Bundle, PaperFile.Load(Path.Combine(Shipped, "overlays", "short-30min-sample.yaml")).Bundle));
        Assert.Contains("K21\n  时限（秒） · Time limit, seconds: 1800 → 720\n", text, StringComparison.Ordinal);
        Assert.Equal("两份试卷相同 · No difference\n", DiffText.Of([]));
    }

    [Fact]
    public void A_trial_shows_what_other_points_would_have_changed_and_leaves_the_result_alone()
    {
        var paper = Sample.Paper!;
        var edited = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(Sample.Bundle).Replace("            points: 5\n            kind: manual", "            points: 3\n            kind: manual", StringComparison.Ordinal));
        var other = Assert.IsType<PaperAccepted>(PaperReader.Read("edited", edited)).Paper;
        var part = new PartOpening(new(Guid.Empty), "p-1", "K1", "K11", "sample", paper.Hash, 1, ["K1"], 1, ExamMode.Practice, true, null, null, [], []);
        Entry[] entries =
        [
            new Opened(JournalKind.Part, "p", "s", "b", part),
            new Assigned([new("E-1", StaffRole.Examiner)]),
            new SubjectStarted(new(new Guid(1, 0, 0, new byte[8])), "E-1"),
            .. paper.Task("K11")!.Items.Select((item, i) => new Marked(new(new Guid(2, (short)i, 0, new byte[8])), "E-1", item.Id, null, MarkKind.Met, 0, null, "")),
            new Marked(new(new Guid(3, 0, 0, new byte[8])), "E-1", "K11.1", "K11.1.a", MarkKind.Deduct, 1, null, ""),
            new SubjectEnded(new(new Guid(4, 0, 0, new byte[8])), "E-1", EndReason.Finished),
        ];
        var journal = entries.Select((entry, i) => new Recorded(0, default, new(1_000_000L * i), entry)).ToArray();
        Assert.IsType<NotPossible>(Scoring.Score(other, journal));
        var text = TrialScore.Difference((ScoreSheet)Scoring.Score(paper, journal), (ScoreSheet)TrialScore.Of(other, journal));
        Assert.StartsWith("得分 95 → 97 · Points 95 to 97\n  K11.1.a", text, StringComparison.Ordinal);
        Assert.EndsWith("−5 → −3\n", text, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath("../../..", Path.GetDirectoryName(here)!);
}
