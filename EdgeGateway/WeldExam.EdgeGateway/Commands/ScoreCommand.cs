using System.CommandLine;
using System.Text;
using WeldExam.Contracts.Signing;
using WeldExam.EdgeGateway.Commands.Devices;
using WeldExam.EdgeGateway.Commands.Sheets;
using WeldExam.EdgeGateway.Evidence;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;

namespace WeldExam.EdgeGateway.Commands;

/// <summary><c>weldexam score JOURNAL --paper P</c>: the score sheet, computed anew from the evidence; <c>--explain ITEM</c> says why.</summary>
internal static class ScoreCommand
{
    public static Command Create()
    {
        var paper = new Option<string?>("--paper") { Description = "试卷 · the paper (YAML); a bundle carries its own" };
        var json = new Option<bool>("--json") { Description = "canonical JSON" };
        var explain = new Option<string?>("--explain") { Description = "逐步说明某项或某条扣分 · the operators of one item or deduction over time" };
        var command = new EvidenceArguments().Command(
            "score", "复算成绩 · compute the score sheet from a journal", (evidence, parsed) => Run(evidence, parsed.GetValue(paper), parsed.GetValue(json), parsed.GetValue(explain)));
        command.Options.Add(explain);
        command.Options.Add(paper);
        command.Options.Add(json);
        return command;
    }

    private static int Run(EvidenceFile evidence, string? paperPath, bool json, string? explained)
    {
        if (ReadPaper(evidence, paperPath) is not { } paper)
            return 2;
        using var suite = new Es256Suite();
        var reading = evidence.Read(suite);
        if (reading.Fault is { } fault)
        {
            Console.Error.WriteLine($"byte {reading.SoundLength}: {fault}");
            return 1;
        }

        if (explained is not null)
            return Explain(paper, [.. reading.Entries], explained);
        switch (Scoring.Score(paper, [.. reading.Entries]))
        {
            case ScoreSheet sheet when json:
                Console.WriteLine(Encoding.UTF8.GetString(sheet.ToCanonicalJson()));
                return 0;
            case ScoreSheet sheet:
                Console.Write(SheetText.Of(sheet));
                return 0;
            case var other:
                Console.Error.WriteLine(((NotPossible)other).Reason);
                return 1;
        }
    }

    private static int Explain(Paper paper, IReadOnlyList<Recorded> journal, string id)
    {
        var explanations = Scoring.Explain(paper, journal, id);
        if (explanations.IsEmpty)
            Console.Error.WriteLine(Spoken.Line("explain.none", id));
        foreach (var explanation in explanations)
            Console.Write(ExplanationText.Of(explanation));
        return explanations.IsEmpty ? 1 : 0;
    }

    private static Paper? ReadPaper(EvidenceFile evidence, string? path)
    {
        try
        {
            var bytes = path is null ? evidence.Paper : File.ReadAllBytes(path);
            if (bytes is null)
                Console.Error.WriteLine("缺少试卷 · no paper: give --paper");
            else if (PaperReader.Read(path ?? EvidenceFile.PaperName, bytes) is PaperAccepted accepted)
                return accepted.Paper;
            else
                Console.Error.WriteLine(PaperReader.Read(path ?? EvidenceFile.PaperName, bytes));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(fault.Message);
        }

        return null;
    }
}
