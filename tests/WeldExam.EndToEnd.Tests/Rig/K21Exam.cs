using System.Collections.Immutable;
using WeldExam.Drivers.IdCards;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;
using WeldExam.Protocols.IdCard;
using WeldExam.Simulators;
using WeldExam.Simulators.Oracle;
using WeldExam.Simulators.Scripts;
using WeldExam.Station.Flow;
using WeldExam.Station.Parts;

namespace WeldExam.EndToEnd.Tests.Rig;

/// <summary>One K21 part from the card on the reader to the concluded sheet, and what the oracle says of the same seconds.</summary>
internal sealed class K21Exam(ExamPoint point, SimulatedStation booth, Eyesight sight, TimeProvider clock)
{
    private static readonly TaskCard Card = new(111, "J422 batch 7", 3200, "PA", "Q235 8 mm", "piece-1", 100m, 130m);
    private static readonly ImmutableArray<string> Examiners = ["examiner-1", "examiner-2"];
    private static readonly ResidentCard Candidate = new(
        "测甲", '1', "01", new(1990, 3, 14), "模拟路1号", "110105194912310021", "模拟市公安局", new(2020, 1, 1), null);

    private int _commands;

    public async Task<K21Outcome> HoldAsync(Performance performance, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var running = point.RunAsync(over.Token);
        var holding = HoldPartAsync(performance, over.Token);
        await await Task.WhenAny(holding, running); // a station that breaks answers nobody
        await over.CancelAsync();
        await running;
        return await holding;
    }

    private async Task<K21Outcome> HoldPartAsync(Performance performance, CancellationToken cancel)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), clock, cancel);
        var journal = await OpenAsync(cancel);
        await Task.Delay(TimeSpan.FromSeconds(4), clock, cancel); // the start is refused until a slow meter's signals have settled
        await RecordAsync(journal, _ => new SubjectStarted(Next(), Examiners[0]), cancel);
        var from = booth.Now;
        await booth.PerformAsync(performance, cancel);
        await MarkAsync(journal, cancel);
        await Task.Delay(TimeSpan.FromSeconds(3), clock, cancel);
        await RecordAsync(journal, _ => new SubjectEnded(Next(), Examiners[0], EndReason.Finished), cancel);
        var to = booth.Now;
        await Task.Delay(TimeSpan.FromSeconds(4), clock, cancel);
        await ConcludeAsync(journal, cancel);
        var sheet = await point.Loop.AskAsync(loop => ScoreSheet.Parse(loop.Part!.Session.Sheet!.Sheet), cancel);
        return new(sheet, new K21Oracle(booth.Truth, ((double)Card.CurrentMin, (double)Card.CurrentMax), sight, from, to).Foretell(), from, to);
    }

    private async Task<JournalId> OpenAsync(CancellationToken cancel)
    {
        var verdict = await point.Loop.AskAsync(loop => loop.Present(new CardRead(loop.Now, Candidate, default), "card-reader"), cancel);
        var request = new OpenPartRequest(
            Next(), verdict.Id, "K21", null, [.. Examiners.Select(id => new Assignee(id, StaffRole.Examiner))], Card, ["hazards_set"], Examiners[0], null);
        return Certain(await point.Loop.AskAsync(loop => loop.Open(request), cancel)).Journal;
    }

    /// <summary>Both examiners: what only they can see was done, and what the machine proposes stands.</summary>
    private async Task MarkAsync(JournalId journal, CancellationToken cancel)
    {
        foreach (var by in Examiners)
        {
            foreach (var item in ExamPoint.Paper.Task("K21")!.Items)
            {
                await RecordAsync(journal, _ => new Marked(Next(), by, item.Id, null, MarkKind.Met, 0, null, ""), cancel);
                foreach (var proposed in item.Deductions.Where(deduction => deduction.Kind == DeductionKind.Proposed))
                    await RecordAsync(journal, _ => new Marked(Next(), by, item.Id, proposed.Id, MarkKind.Confirm, 1, null, ""), cancel);
            }
        }
    }

    /// <summary>What the machine cannot tell is left to the examiners, who have nothing against the candidate.</summary>
    private async Task ConcludeAsync(JournalId journal, CancellationToken cancel)
    {
        var answer = await WithPartAsync(journal, part => part.Conclude(), cancel);
        foreach (var missing in answer is Refused refused ? refused.Reasons : [])
        {
            Assert.Equal("part.decisionMissing", missing.Code);
            var item = missing.Detail[..missing.Detail.LastIndexOf('.')];
            foreach (var by in Examiners)
                await RecordAsync(journal, _ => new Marked(Next(), by, item, missing.Detail, MarkKind.Met, 0, null, ""), cancel);
        }

        if (answer is Refused)
            answer = await WithPartAsync(journal, part => part.Conclude(), cancel);
        Certain(answer);
    }

    private async Task RecordAsync(JournalId journal, Func<PartRecorder, Entry> act, CancellationToken cancel) =>
        Certain(await WithPartAsync(journal, part => part.Record(act(part)), cancel));

    private Task<Answer> WithPartAsync(JournalId journal, Func<PartRecorder, Answer> act, CancellationToken cancel) =>
        point.Loop.AskAsync(loop => loop.WithPart(journal, act), cancel);

    private static Done Certain(Answer answer) =>
        answer as Done ?? throw new InvalidOperationException(answer is Refused refused ? string.Join("; ", refused.Reasons) : $"{answer}");

    private CommandId Next() => new(new Guid(++_commands, 0, 0, new byte[8]));
}

/// <summary>What came of a part.</summary>
internal sealed record K21Outcome(ScoreSheet Sheet, K21Forecast Forecast, TimeSpan From, TimeSpan To)
{
    /// <summary>The lines that the machine judges.</summary>
    public IEnumerable<DeductionLine> Judged =>
        Sheet.Blocks.SelectMany(block => block.Items).SelectMany(item => item.Deductions).Where(line => line.Kind != DeductionKind.Manual);

    public int? TimesOf(string id) => Judged.First(line => line.Id == id).MachineTimes;
}
