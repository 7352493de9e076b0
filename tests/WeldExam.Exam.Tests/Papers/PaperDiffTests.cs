using System.Text;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Tests.Performances;

namespace WeldExam.Exam.Tests.Papers;

public sealed class PaperDiffTests
{
    [Fact]
    public void A_paper_does_not_differ_from_itself_with_other_comments() =>
        Assert.Empty(PaperDiff.Of(SamplePaper.Bytes, Encoding.UTF8.GetBytes(SamplePaper.Text.Replace("id: K21\n", "id: K21 # another comment\n", StringComparison.Ordinal))));

    [Fact]
    public void Points_windows_texts_and_rules_are_named_with_both_values()
    {
        var text = SamplePaper.Text
            .Replace("atLeast: 0.8}", "atLeast: 0.7}", StringComparison.Ordinal)
            .Replace("pass: 80", "pass: 75", StringComparison.Ordinal)
            .Replace("zh: \"未清渣\"", "zh: \"未清除焊渣\"", StringComparison.Ordinal);
        var changes = PaperDiff.Of(SamplePaper.Bytes, Encoding.UTF8.GetBytes(text));
        Assert.Contains(new("pass", "pass", "80", "75"), changes);
        Assert.Contains(changes, change => change.Path == "tasks/K21/blocks/K21.C/items/K21.14/deductions/K21.14.b/check" && change.From!.EndsWith("atLeast: 0.8}", StringComparison.Ordinal) && change.To!.EndsWith("atLeast: 0.7}", StringComparison.Ordinal));
        Assert.Contains(changes, change => change is { Field: "text", From: "未清渣 / not done: deslag", To: "未清除焊渣 / not done: deslag" });
        Assert.Equal(5, changes.Length); // the window stands in K21, K22 and K23
    }

    [Fact]
    public void What_came_and_what_went_have_one_side()
    {
        var text = SamplePaper.Text.Replace("attempts: 5\n", "validityDays: 365\n", StringComparison.Ordinal);
        Assert.Equal([new("attempts", "attempts", "5", null), new("validityDays", "validityDays", null, "365")], PaperDiff.Of(SamplePaper.Bytes, Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_variant_differs_from_its_base_by_what_its_overlay_sets()
    {
        var bundle = OverlayTests.Bundle(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "papers", "overlays", "short-30min-sample.yaml")));
        var paper = Assert.IsType<PaperAccepted>(PaperReader.Read("p", bundle)).Paper;
        var changes = PaperDiff.Of(SamplePaper.Bytes, bundle).Where(change => change.Field is not ("id" or "version" or "title" or "source")).ToArray();
        Assert.Equal(
            paper.Bases[0].Overrides.Select(made => (made.Path, (string?)made.From, (string?)made.To)).Order(),
            changes.Select(change => (change.Path, change.From, change.To)).Order());
    }
}
