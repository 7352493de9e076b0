using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using WeldExam.Contracts.Signing;
using WeldExam.EdgeGateway.Commands.Devices;
using WeldExam.EdgeGateway.Commands.Papers;
using WeldExam.EdgeGateway.Commands.Sheets;
using WeldExam.EdgeGateway.Evidence;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;

namespace WeldExam.EdgeGateway.Commands;

/// <summary><c>weldexam score JOURNAL --paper P</c>: the score sheet, computed anew from the evidence. With <c>--trial P</c> also what another paper
/// would have made of it.</summary>
internal static class ScoreCommand
{
    public static Command Create()
    {
        var paper = new Option<string?>("--paper") { Description = "试卷 · the paper (YAML); a bundle carries its own" };
        var trial = new Option<string?>("--trial") { Description = "试算：换一份试卷会怎样 · what an edited paper would have made of it; never a result" };
        var json = new Option<bool>("--json") { Description = "canonical JSON" };
        var command = new EvidenceArguments().Command(
            "score", "复算成绩 · compute the score sheet from a journal", (evidence, parsed) => Run(evidence, parsed.GetValue(paper), parsed.GetValue(trial), parsed.GetValue(json)));
        command.Options.Add(paper);
        command.Options.Add(trial);
        command.Options.Add(json);
        return command;
    }

    private static int Run(EvidenceFile evidence, string? paperPath, string? trialPath, bool json)
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

        if (trialPath is not null)
            return Try(paper, trialPath, [.. reading.Entries]);
        switch (Scoring.Score(paper, [.. reading.Entries]))
        {
            case ScoreSheet sheet when json:
                Console.WriteLine(Encoding.UTF8.GetString(sheet.ToCanonicalJson()));
                return 0;
            case ScoreSheet sheet:
                Console.Write(SheetText.Of(sheet));
                foreach (var line in reading.Opened?.Part is { } part ? PartText.Of(part) : [])
                    Console.WriteLine(line);
                return 0;
            case var other:
                Console.Error.WriteLine(((NotPossible)other).Reason);
                return 1;
        }
    }

    private static int Try(Paper paper, string trialPath, ImmutableArray<Recorded> journal)
    {
        if (ReadPaper(trialPath) is not { } other)
            return 2;
        var (held, tried) = (Scoring.Score(paper, journal), TrialScore.Of(other, journal));
        if (held is ScoreSheet before && tried is ScoreSheet after)
        {
            Console.WriteLine(Spoken.Line("score.trial", $"{other.Id} {other.Version}", other.Hash));
            Console.Write(TrialScore.Difference(before, after));
            return 0;
        }

        Console.Error.WriteLine(((held as NotPossible) ?? (NotPossible)tried).Reason);
        return 1;
    }

    private static Paper? ReadPaper(string path)
    {
        try
        {
            var file = PaperFile.Load(path);
            if (file.Paper is null)
                Console.Error.WriteLine(file.Reading);
            return file.Paper;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine(fault.Message);
            return null;
        }
    }

    private static Paper? ReadPaper(EvidenceFile evidence, string? path)
    {
        if (path is not null)
            return ReadPaper(path);
        if (evidence.Paper is not { } bytes)
            Console.Error.WriteLine("缺少试卷 · no paper: give --paper");
        else if (PaperReader.Read(EvidenceFile.PaperName, bytes) is PaperAccepted accepted)
            return accepted.Paper;
        else
            Console.Error.WriteLine(PaperReader.Read(EvidenceFile.PaperName, bytes));
        return null;
    }
}
