using System.Text;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Tests.Performances;

namespace WeldExam.Exam.Tests.Papers;

/// <summary>A regional variant is its base, byte for byte, and a list of what differs.</summary>
public sealed class OverlayTests
{
    private const string Name = "short-30min-sample.yaml";
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "papers", "overlays", Name));

    [Fact]
    public void The_30_minute_variant_changes_what_it_says_and_nothing_else()
    {
        var paper = Assert.IsType<PaperAccepted>(Read(Text)).Paper;
        var basis = SamplePaper.Paper;
        Assert.Equal("weld-2024-short-30min-sample", paper.Id);
        Assert.Equal([5d, 12d, 5d, 8d], ((string[])["K11", "K21", "K31", "K42"]).Select(task => paper.Task(task)!.TimeLimit.TotalMinutes));
        Assert.Equal(ResitScope.FailedSubjects, paper.Terms.Resit);
        var made = Assert.Single(paper.Bases);
        Assert.Equal((basis.Id, basis.Version, basis.Hash, Name), (made.Id, made.Version, made.Hash, made.Overlay));
        Assert.Contains(made.Overrides, change => change is { Path: "tasks/K21/timeLimitSeconds", From: "1800", To: "720" });
        Assert.NotEqual(basis.Hash, paper.Hash);
        Assert.Equal(basis.Tasks.SelectMany(task => task.Items).Select(item => (item.Id, item.Points)), paper.Tasks.SelectMany(task => task.Items).Select(item => (item.Id, item.Points)));
    }

    [Fact]
    public void A_deep_override_reaches_one_window_of_one_rule()
    {
        var paper = Assert.IsType<PaperAccepted>(Read(With("tasks/K21/blocks/K21.C/items/K21.14/deductions/K21.14.b/check/atLeast", "0.7"))).Paper;
        Assert.Equal(0.7m, Assert.IsType<Exam.Rules.Fraction>(DeductionOf(paper, "K21.14.b").Check).AtLeast);
        Assert.Equal(0.8m, Assert.IsType<Exam.Rules.Fraction>(DeductionOf(SamplePaper.Paper, "K21.14.b").Check).AtLeast);
    }

    [Theory]
    [InlineData("tasks/K21/timeLimit", "720", "there is no tasks/K21/timeLimit in the base")]
    [InlineData("tasks/K29/timeLimitSeconds", "720", "there is no tasks/K29 in the base")]
    [InlineData("tasks/K21/blocks/K21.X/points", "5", "there is no tasks/K21/blocks/K21.X in the base")]
    [InlineData("pass", "80", "says so in the base already")]
    [InlineData("pass", "[80]", "is a scalar in the base")]
    [InlineData("tasks/K21/status", "verified", "is not an overlay's to change")]
    [InlineData("semantics", "2", "is not an overlay's to change")]
    [InlineData("tasks/K21", "{}", "is not an overlay's to change")]
    [InlineData("tasks/K42/timeLimitSeconds", "481", "is set twice")]
    public void An_override_of_what_is_not_there_is_an_error_at_its_line(string path, string to, string message)
    {
        var text = With(path, to);
        var refused = Assert.IsType<PaperRefused>(PaperReader.Read(Bundle(text), section => section.Name));
        var error = Assert.Single(refused.Errors);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((Name, text.Split('\n').Length - 1, "overlay.set[11].path"), (error.File, error.Line, error.Field));
    }

    [Fact]
    public void A_value_that_the_paper_refuses_is_an_error_at_the_overlays_line()
    {
        var text = With("tasks/K21/blocks/K21.C/items/K21.14/points", "many");
        var error = Assert.IsType<PaperRefused>(PaperReader.Read(Bundle(text), section => section.Name)).Errors[0];
        Assert.Equal((Name, text.Split('\n').Length - 1, "tasks[4].blocks[2].items[2].points"), (error.File, error.Line, error.Field));
    }

    [Fact]
    public void Another_base_or_a_touched_one_is_refused()
    {
        var touched = Encoding.UTF8.GetBytes(SamplePaper.Text.Replace("pass: 80", "pass: 70", StringComparison.Ordinal));
        var refused = Assert.IsType<PaperRefused>(PaperReader.Read("p", PaperBundle.Of(touched, Name, Encoding.UTF8.GetBytes(Text))));
        Assert.Contains("the base before this overlay is", Assert.Single(refused.Errors).Message, StringComparison.Ordinal);
        Assert.IsType<PaperRefused>(Read(Text.Replace("status: sample", "status: verified", StringComparison.Ordinal)));
        Assert.IsType<PaperRefused>(PaperReader.Read("overlay alone", Encoding.UTF8.GetBytes(Text)));
    }

    [Fact]
    public void An_overlay_may_lie_on_an_overlay()
    {
        var first = Bundle(Text);
        var second = $"id: b\nversion: \"1\"\nstatus: sample\nsource: s\nbase: {Hash256.Of(first)}\nset:\n  - {{path: tasks/K21/timeLimitSeconds, to: 600}}\n";
        var paper = Assert.IsType<PaperAccepted>(PaperReader.Read("p", PaperBundle.Of(first, "b.yaml", Encoding.UTF8.GetBytes(second)))).Paper;
        Assert.Equal((10d, "b"), (paper.Task("K21")!.TimeLimitIn(ExamForm.Instrumented).TotalMinutes, paper.Id));
        Assert.Equal(["720"], paper.Bases[1].Overrides.Select(change => change.From));
        Assert.Equal([SamplePaper.Paper.Hash, Hash256.Of(first)], paper.Bases.Select(made => made.Hash));
    }

    internal static byte[] Bundle(string overlay) => PaperBundle.Of(SamplePaper.Bytes, Name, Encoding.UTF8.GetBytes(overlay));

    private static Deduction DeductionOf(Paper paper, string id) => paper.Tasks.SelectMany(task => task.Items).SelectMany(item => item.Deductions).First(one => one.Id == id);

    private static PaperReading Read(string overlay) => PaperReader.Read("p", Bundle(overlay));

    private static string With(string path, string to) => $"{Text}  - {{path: {path}, to: {to}}}\n";
}
