using System.Text;
using CsCheck;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Tests.Performances;

namespace WeldExam.Exam.Tests.Papers;

/// <summary>The bundle of several files is the paper: what is hashed, signed and scored.</summary>
public sealed class PaperBundleTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "papers", "weld-2024-hebei-sample");

    [Fact]
    public void The_shipped_bundle_is_the_shipped_folder()
    {
        var tasks = SamplePaper.Paper.Tasks.Select(task => $"{task.Id}.yaml").ToArray();
        Assert.Equal(tasks.Append(PaperBundle.MainFile).Order(StringComparer.Ordinal), Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.True(Assemble().AsSpan().SequenceEqual(SamplePaper.Bytes), "run: weldexam paper bundle Exam/papers/weld-2024-hebei-sample --out Exam/papers/weld-2024-hebei-sample.yaml");
    }

    [Fact]
    public void Taking_a_bundle_apart_gives_the_files_back() => Gen.Select(
        Gen.String[Gen.Char["ab-# \n\r:taskoverlay"], 0, 60], Gen.String[Gen.Char["ab-# \n"], 0, 40].List[0, 5]).Sample((main, tasks) =>
    {
        var files = tasks.Select((text, i) => ($"T{i}.yaml", (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))).ToArray();
        var bundle = PaperBundle.Of(Encoding.UTF8.GetBytes(main), files);
        var sections = PaperBundle.Split(bundle);
        Assert.Equal(["", .. files.Select(file => file.Item1)], sections.Select(section => section.Name));
        Assert.Equal([Ended(main), .. tasks.Select(Ended)], sections.Select(section => Encoding.UTF8.GetString(section.Bytes.AsSpan())));
        Assert.All(sections, section => Assert.Equal(bundle.AsSpan(0, section.Offset).Count((byte)'\n') + 1, section.FirstLine));
    });

    [Fact]
    public void A_changed_byte_in_any_file_makes_another_paper()
    {
        var seen = new HashSet<Hash256> { SamplePaper.Paper.Hash };
        foreach (var section in PaperBundle.Split(SamplePaper.Bytes))
        {
            var bytes = SamplePaper.Bytes.ToArray();
            bytes[section.Offset] = (byte)'#'; // it is there already: every file begins with a comment
            bytes[section.Offset + 2] ^= 1;
            if (PaperReader.Read("p.yaml", bytes) is PaperAccepted accepted)
                Assert.True(seen.Add(accepted.Paper.Hash));
        }

        Assert.True(seen.Count > 6, $"{seen.Count}");
    }

    [Fact]
    public void In_a_bundle_errors_have_its_lines_and_in_a_folder_those_of_the_file()
    {
        var text = SamplePaper.Text.Replace("title: {zh: \"取下地线夹\"", "titel: {zh: \"取下地线夹\"", StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text);
        var line = text[..text.IndexOf("titel", StringComparison.Ordinal)].Count(c => c == '\n') + 1;
        var bundle = Assert.IsType<PaperRefused>(PaperReader.Read("p.yaml", bytes)).Errors.First(error => error.Message == "unknown field");
        Assert.Equal(("p.yaml", line), (bundle.File, bundle.Line));
        var section = PaperBundle.Split(bytes).First(file => file.Name == "K21.yaml");
        var folder = Assert.IsType<PaperRefused>(PaperReader.Read(bytes, file => $"folder/{file.Name}")).Errors.First(error => error.Message == "unknown field");
        Assert.Equal(("folder/K21.yaml", line - section.FirstLine + 1), (folder.File, folder.Line));
    }

    [Theory]
    [InlineData("taskFiles: [K11.yaml, K12.yaml,", "taskFiles: [K12.yaml, K11.yaml,", "the task files that follow are")]
    [InlineData("--- # task K14.yaml\n", "", "Duplicate key")]
    [InlineData("--- # task K14.yaml\n", "--- # task ../K14.yaml\n", "exactly one document")]
    [InlineData("--- # task K14.yaml\n", "--- # overlay K14.yaml\n", "an overlay comes after every task")]
    [InlineData("id: K12\n", "id: K11\n", "more than once")]
    [InlineData("version: \"2\"\nstatus: sample", "version: \"2\"\nstatus: verified", "a paper with a sample task is a sample")]
    [InlineData("drawing: system", "drawing: dice", "expected is one of: free, system, candidate")]
    [InlineData("modes: [practice, exam]", "modes: [practice, practice]", "is there twice")]
    [InlineData("modes: [practice, exam]", "modes: []", "the list is empty")]
    [InlineData("forms: [instrumented,", "forms: [instrumental,", "is not one of: instrumented, real, simulated")]
    [InlineData("attempts: 5", "attempts: 0", "expected is 1 … 99")]
    [InlineData("timeLimitsByForm: {simulated: 300}", "timeLimitsByForm: {simulated: 0}", "a time limit is expected")]
    [InlineData("timeLimitsByForm: {simulated: 300}", "timeLimitsByForm: {dreamt: 300}", "unknown field")]
    [InlineData("      - id: K31.S1.5\n", "      - id: K31.S2.5\n", "does not begin with K31.S1.")]
    public void What_does_not_fit_together_is_refused(string right, string wrong, string message)
    {
        var at = SamplePaper.Text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at > 0, right);
        var text = SamplePaper.Text[..at] + wrong + SamplePaper.Text[(at + right.Length)..];
        var refused = Assert.IsType<PaperRefused>(PaperReader.Read("p.yaml", Encoding.UTF8.GetBytes(text)));
        Assert.Contains(refused.Errors, error => error.Message.Contains(message, StringComparison.Ordinal) && error.Line > 0);
    }

    [Fact]
    public void The_terms_of_the_sample_are_read()
    {
        var terms = SamplePaper.Paper.Terms;
        Assert.Equal((DrawMethod.System, ResitScope.All, 5, 10), (terms.Drawing, terms.Resit, terms.Attempts, terms.PublicationDays));
        Assert.Equal([ExamForm.Instrumented, ExamForm.Real, ExamForm.Simulated], terms.Forms);
        var task = SamplePaper.Paper.Task("K42")!;
        Assert.Equal((600, 600, 300), (task.TimeLimitIn(ExamForm.Instrumented).TotalSeconds, task.TimeLimitIn(ExamForm.Real).TotalSeconds, task.TimeLimitIn(ExamForm.Simulated).TotalSeconds));
        Assert.All(SamplePaper.Paper.Task("K31")!.Scenes, scene => Assert.Equal(5, scene.Hazards.Length));
    }

    internal static byte[] Assemble() => PaperBundle.Of(
        File.ReadAllBytes(Path.Combine(Folder, PaperBundle.MainFile)),
        SamplePaper.Paper.Tasks.Select(task => ($"{task.Id}.yaml", (ReadOnlyMemory<byte>)File.ReadAllBytes(Path.Combine(Folder, $"{task.Id}.yaml")))));

    private static string Ended(string text) => text.EndsWith('\n') ? text : text + "\n";
}
