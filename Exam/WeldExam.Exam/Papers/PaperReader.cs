using System.Collections.Immutable;
using WeldExam.Exam.Journal;

namespace WeldExam.Exam.Papers;

/// <summary>Reads a paper file (docs/PAPERS.md). A paper is accepted whole or refused with every error named.</summary>
public static class PaperReader
{
    /// <summary>The semantics versions that this program can score.</summary>
    public static readonly ImmutableArray<int> KnownSemantics = [1];

    /// <summary>Reads the bytes of a paper, one file or the bundle of several; their SHA-256 becomes the paper's identity.</summary>
    /// <param name="file">Name for messages, whose lines are those of the bundle.</param>
    /// <param name="bytes">UTF-8.</param>
    public static PaperReading Read(string file, ReadOnlySpan<byte> bytes) => Read(bytes, section => (file, section.FirstLine - 1));

    /// <summary>Reads a bundle that was put together from files; messages name each file with its own lines.</summary>
    /// <param name="bytes">UTF-8.</param>
    /// <param name="nameOf">Path of each file, for messages.</param>
    public static PaperReading Read(ReadOnlySpan<byte> bytes, Func<PaperSection, string> nameOf) => Read(bytes, section => (nameOf(section), 0));

    private static PaperReading Read(ReadOnlySpan<byte> bytes, Func<PaperSection, (string File, int LinesBefore)> placeOf)
    {
        var errors = new YamlErrors(placeOf);
        var sections = PaperBundle.Split(bytes);
        var trees = PaperTrees.Parse(sections, bytes.Length, errors);
        if (trees is null || errors.Any)
            return new PaperRefused(errors.ToImmutable());
        var bases = trees.LayOverlays(bytes, errors);
        if (errors.Any)
            return new PaperRefused(errors.ToImmutable());
        var fields = new YamlFields(trees.Main, string.Empty, errors);
        var paper = ReadPaper(fields, trees, Hash256.Of(bytes), errors) with { Bases = bases };
        fields.Close();
        if (!errors.Any)
            PaperCheck.Run(paper, errors);
        return errors.Any ? new PaperRefused(errors.ToImmutable()) : new PaperAccepted(paper);
    }

    private static Paper ReadPaper(YamlFields fields, PaperTrees trees, Hash256 hash, YamlErrors errors)
    {
        var signals = fields.List("signals", s => new PaperSignal(s.Text("name"), s.OptionalText("unit"), s.Bilingual("title")));
        var rules = new RuleFields(signals.GroupBy(s => s.Name).ToDictionary(group => group.Key, group => group.First()));
        var status = fields.Choice("status", ("sample", PaperStatus.Sample), ("verified", PaperStatus.Verified));
        var source = fields.Text("source");
        var tasks = new TaskFields(rules, status, source);
        var names = fields.Texts("taskFiles");
        if (!names.SequenceEqual(trees.TaskNames))
            fields.Fail("taskFiles", $"the task files that follow are: {string.Join(", ", trees.TaskNames)}");
        var inline = trees.Tasks.IsEmpty ? fields.List("tasks", tasks.Inline) : fields.OptionalList("tasks", tasks.Inline);
        return new(
            fields.Text("id"),
            fields.Text("version"),
            status,
            source,
            fields.Whole("semantics"),
            fields.Bilingual("title"),
            fields.Number("pass"),
            fields.OptionalWhole("requiredExaminers") ?? 2,
            fields.Choice("refusalToSign", ("pointsStand", RefusalRule.PointsStand), ("zeroSubject", RefusalRule.ZeroSubject)),
            fields.Texts("identityFactors"),
            fields.OptionalNumber("holdPeriods") ?? 2.5m,
            signals,
            fields.OptionalList("arcs", ArcFields.Read),
            fields.List("subjects", s => new Subject(s.Text("id"), s.Bilingual("title"), s.Number("weight"))),
            [.. inline, .. trees.Tasks.Select((root, i) => tasks.Own(root, $"tasks[{inline.Length + i}]", errors))],
            hash)
        {
            Terms = ReadTerms(fields),
            Marking = ReadMarking(fields),
        };
    }

    private static Marking? ReadMarking(YamlFields fields)
    {
        if (!fields.Has("marking"))
            return null;
        var section = fields.Fields("marking");
        var marking = Marking.Read(section);
        section.Close();
        return marking;
    }

    private static PaperTerms ReadTerms(YamlFields fields) => new(
        fields.OptionalChoice("drawing", DrawMethod.Free, ("free", DrawMethod.Free), ("system", DrawMethod.System), ("candidate", DrawMethod.Candidate)),
        fields.Has("modes") ? fields.Choices("modes", ("practice", ExamMode.Practice), ("exam", ExamMode.Exam)) : PaperTerms.None.Modes,
        fields.Has("forms") ? fields.Choices("forms", ExamForms.Words) : PaperTerms.None.Forms,
        fields.Has("resit") ? fields.Choice("resit", ("failedSubjects", ResitScope.FailedSubjects), ("all", ResitScope.All)) : null,
        fields.OptionalWhole("attempts"),
        fields.OptionalWhole("validityDays"),
        fields.OptionalWhole("publicationDays"));
}
