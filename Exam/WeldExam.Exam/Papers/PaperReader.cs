using System.Collections.Immutable;
using System.Text;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Exam.Papers;

/// <summary>Reads a paper file (docs/PAPERS.md). A paper is accepted whole or refused with every error named.</summary>
public static class PaperReader
{
    /// <summary>The semantics versions that this program can score.</summary>
    public static readonly ImmutableArray<int> KnownSemantics = [1];

    private const int LongestFile = 4 * 1024 * 1024;

    /// <summary>Reads the bytes of a paper file; their SHA-256 becomes the paper's identity.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="bytes">UTF-8.</param>
    public static PaperReading Read(string file, ReadOnlySpan<byte> bytes)
    {
        var errors = new YamlErrors(file);
        if (Parse(bytes, errors) is not { } root)
            return new PaperRefused(errors.ToImmutable());
        var fields = new YamlFields(root, string.Empty, errors);
        var paper = ReadPaper(fields, Hash256.Of(bytes));
        fields.Close();
        if (!errors.Any)
            PaperCheck.Run(paper, errors);
        return errors.Any ? new PaperRefused(errors.ToImmutable()) : new PaperAccepted(paper);
    }

    private static YamlNode? Parse(ReadOnlySpan<byte> bytes, YamlErrors errors)
    {
        var text = "";
        try
        {
            if (bytes.Length > LongestFile)
                throw new YamlException(Mark.Empty, Mark.Empty, "the file is longer than 4 MiB");
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
            RefuseAliases(text);
            using var reader = new StringReader(text);
            var stream = new YamlStream();
            stream.Load(reader);
            if (stream.Documents.Count == 1)
                return stream.Documents[0].RootNode;
            errors.Add(Mark.Empty, string.Empty, "exactly one document is expected");
        }
        catch (YamlException exception)
        {
            errors.Add(exception.Start, string.Empty, exception.Message);
        }
        catch (InvalidOperationException)
        {
            errors.Add(UnclosedYaml.PlaceIn(text), string.Empty, UnclosedYaml.Message);
        }
        catch (DecoderFallbackException)
        {
            errors.Add(Mark.Empty, string.Empty, "the file is not UTF-8");
        }

        return null;
    }

    /// <summary>An alias can make a small file endless, and a reader of the file must see what stands there.</summary>
    private static void RefuseAliases(string text)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        while (parser.MoveNext())
        {
            if (parser.Current is AnchorAlias alias)
                throw new YamlException(alias.Start, alias.End, "aliases are not allowed");
        }
    }

    private static Paper ReadPaper(YamlFields fields, Hash256 hash)
    {
        var signals = fields.List("signals", s => new PaperSignal(s.Text("name"), s.OptionalText("unit"), s.Bilingual("title")));
        var rules = new RuleFields(signals.GroupBy(s => s.Name).ToDictionary(group => group.Key, group => group.First()));
        return new(
            fields.Text("id"),
            fields.Text("version"),
            fields.Choice("status", ("sample", PaperStatus.Sample), ("verified", PaperStatus.Verified)),
            fields.Text("source"),
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
            fields.List("tasks", task => ReadTask(task, rules)),
            hash);
    }

    private static PaperTask ReadTask(YamlFields task, RuleFields rules) => new(
        task.Text("id"),
        task.Text("subject"),
        task.Bilingual("title"),
        task.Seconds("timeLimitSeconds"),
        task.OptionalWhole("process"),
        task.Flag("needsTaskCard"),
        task.Texts("needs"),
        task.OptionalList("startState", condition => ReadReset(condition, rules)),
        task.List("blocks", block => new Block(
            block.Text("id"), block.Bilingual("title"), block.Number("points"), block.List("items", item => ReadItem(item, rules)))),
        task.OptionalList("conflicts", conflict => new ConflictCheck(
            conflict.Text("id"), conflict.Bilingual("text"), ReadCheck(conflict, rules), conflict.Texts("doubts"))));

    private static ResetCondition ReadReset(YamlFields condition, RuleFields rules)
    {
        var (id, text) = (condition.Text("id"), condition.Bilingual("text"));
        if (!condition.Has("sensed"))
            return new(id, text, null);
        var sensed = condition.Fields("sensed");
        var input = rules.Sensed(sensed);
        sensed.Close();
        return new(id, text, input);
    }

    private static Item ReadItem(YamlFields item, RuleFields rules) => new(
        item.Text("id"), item.Bilingual("title"), item.Number("points"), item.List("deductions", d => ReadDeduction(d, rules)));

    private static Deduction ReadDeduction(YamlFields deduction, RuleFields rules)
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
            kind == DeductionKind.Manual ? null : ReadCheck(deduction, rules));
    }

    private static Rule ReadCheck(YamlFields fields, RuleFields rules)
    {
        var check = fields.Fields("check");
        var rule = rules.Rule(check);
        check.Close();
        return rule;
    }
}
