using System.Collections.Immutable;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Scores;

/// <summary>What is certain while the candidate is still at work.</summary>
/// <param name="Highest">Points that can still be reached.</param>
/// <param name="IsVetoed">A veto applies already.</param>
/// <param name="Deductions">Ids of the deductions that apply whatever follows.</param>
/// <param name="Proposed">Ids of proposed deductions the examiners should look at.</param>
public sealed record LiveScore(decimal Highest, bool IsVetoed, ImmutableArray<string> Deductions, ImmutableArray<string> Proposed)
{
    public static readonly LiveScore None = new(100, IsVetoed: false, [], []);

    internal static LiveScore Of(PartRun run, Opinions opinions, long start)
    {
        var blocks = SheetBuilder.Blocks(run, run.Concluded, opinions, start); // a look must not conclude: late readings still count
        var lines = blocks.SelectMany(block => block.Items).SelectMany(item => item.Deductions).ToArray();
        return new(
            blocks.Sum(block => block.Points - block.Lost),
            lines.Any(line => line is { IsVeto: true, Times: > 0 }),
            [.. lines.Where(line => line.Times > 0).Select(line => line.Id)],
            [.. lines.Where(line => line is { Kind: DeductionKind.Proposed, Machine.Outcome: Outcome.No, Times: null }).Select(line => line.Id)]);
    }
}
