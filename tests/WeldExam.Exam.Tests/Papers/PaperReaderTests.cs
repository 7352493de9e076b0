using System.Text;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Tests.Performances;

namespace WeldExam.Exam.Tests.Papers;

public sealed class PaperReaderTests
{
    [Fact]
    public void The_sample_paper_is_whole_and_says_that_it_is_a_sample()
    {
        var paper = SamplePaper.Paper;
        Assert.Equal(PaperStatus.Sample, paper.Status);
        Assert.Equal(["K11", "K12", "K13", "K14", "K21", "K22", "K23", "K24", "K31", "K41", "K42"], paper.Tasks.Select(task => task.Id));
        Assert.All(paper.Tasks, task => Assert.True(task is { Status: PaperStatus.Sample, Source.Length: > 10 }, task.Id));
        Assert.Equal([20m, 40m, 20m, 20m], paper.Subjects.Select(subject => subject.Weight));
        Assert.Equal([24, 23, 23, 9], ((string[])["K21", "K22", "K23", "K24"]).Select(task => paper.Task(task)!.Items.Count()));
        Assert.Equal(Hash256.Of(SamplePaper.Bytes), paper.Hash);
    }

    [Theory]
    [InlineData("pass: 80", "pas: 80", "pas", "unknown field")]
    [InlineData("pass: 80", "pass: eighty", "pass", "decimal")]
    [InlineData("pass: 80", "pass: 180", "pass", "0 … 100")]
    [InlineData("semantics: 1", "semantics: 2", "semantics", "not known")]
    [InlineData("weight: 40", "weight: 41", "subjects", "add up")]
    [InlineData("kind: automatic", "kind: magic", "tasks[4].blocks[0].items[0].deductions[1].kind", "one of")]
    [InlineData("{switch: fan, is: on}", "{switch: fann, is: on}", "tasks[4].blocks[0].items[0].deductions[1].check.before.first.switch", "not declared")]
    [InlineData("{switch: fan, is: on}", "{signal: fan, above: 1}", "tasks[4].blocks[0].items[0].deductions[1].check.before.first.signal", "sampled")]
    [InlineData("check: {before:", "check: {befor:", "tasks[4].blocks[0].items[0].deductions[1].check.", "exactly one rule")]
    [InlineData("id: K21.1.b", "id: K21.2.b", "tasks[4].blocks[0].items[0].deductions[1].id", "begin with")]
    [InlineData("id: K21.3\n", "id: K21.2\n", "tasks[4].blocks[0].items[2].id", "more than once")]
    [InlineData("doubts: [main,", "doubts: [mains,", "tasks[4].conflicts[0].doubts", "not declared")]
    public void Each_error_names_file_line_column_and_field(string right, string wrong, string field, string message)
    {
        var at = SamplePaper.Text.IndexOf(right, StringComparison.Ordinal);
        var text = SamplePaper.Text[..at] + wrong + SamplePaper.Text[(at + right.Length)..];
        var line = SamplePaper.Text[..at].Count(c => c == '\n') + 1;
        var refused = Assert.IsType<PaperRefused>(PaperReader.Read("p.yaml", Encoding.UTF8.GetBytes(text)));
        var error = refused.Errors.First(e => e.Field == field && e.Message.Contains(message, StringComparison.Ordinal));
        if (field != "subjects")
            Assert.Equal(line, error.Line);
        Assert.True(error.Column >= 1);
        Assert.StartsWith($"p.yaml:{error.Line}:{error.Column}: {field}: ", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id: a\nid: b\n")]
    [InlineData("id: [1, 2\n")]
    [InlineData("id: &x a\nversion: *x\n")]
    [InlineData("")]
    [InlineData("- a\n")]
    public void What_is_no_paper_is_refused_with_a_place(string text) =>
        Assert.NotEmpty(Assert.IsType<PaperRefused>(PaperReader.Read("p.yaml", Encoding.UTF8.GetBytes(text))).Errors);

    [Fact]
    public void Every_example_of_the_documentation_is_a_rule()
    {
        var examples = Encoding.UTF8.GetString(SamplePaper.Load("PAPERS.md")).Split('\n').Where(line => line.StartsWith("check: ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(18, examples.Length);
        var place = SamplePaper.Text.Split('\n').First(line => line.Contains("check: {before: {first: {switch: fan", StringComparison.Ordinal));
        foreach (var example in examples)
        {
            var text = SamplePaper.Text.Replace(place, place[..place.IndexOf("check", StringComparison.Ordinal)] + example, StringComparison.Ordinal);
            Assert.IsType<PaperAccepted>(PaperReader.Read(example, Encoding.UTF8.GetBytes(text)));
        }
    }

    [Fact]
    public void All_errors_are_named_at_once()
    {
        var text = SamplePaper.Text.Replace("pass: 80", "pass: x", StringComparison.Ordinal).Replace("kind: manual", "kind: hand", StringComparison.Ordinal);
        Assert.True(Assert.IsType<PaperRefused>(PaperReader.Read("p.yaml", Encoding.UTF8.GetBytes(text))).Errors.Length > 20);
    }

    [Fact]
    public void Every_task_adds_up_to_100() =>
        Assert.All(SamplePaper.Paper.Tasks, task => Assert.Equal(100m, task.Blocks.Sum(block => block.Points)));

    [Fact]
    public void The_k21_checks_rest_only_on_the_signals_of_a_booth()
    {
        var names = SamplePaper.Paper.Task("K21")!.Items.SelectMany(item => item.Deductions).Where(d => d.Check is not null).SelectMany(d => SignalNames.Of(d.Check!)).Distinct();
        Assert.Equal(
            ["clamp_rest", "current", "estop", "fan", "holder_rest", "machine", "main", "rcd", "voltage"],
            names.Order(StringComparer.Ordinal));
    }
}
