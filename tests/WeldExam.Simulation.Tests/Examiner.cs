using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Station.Flow;
using WeldExam.Station.Parts;
using WeldExam.TestKit.Stations;

namespace WeldExam.Simulation.Tests;

/// <summary>The examiners of one K21 part. They repeat an act under its first command id until the box has answered that it is done.</summary>
internal sealed class Examiner(World world, Workbench work, Paper paper, int seed)
{
    private const string First = "E-01";
    private const string Second = "E-02";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(40);

    /// <summary>These say that an act without a command of its own had been done.</summary>
    private static readonly string[] DoneBefore = ["act.alreadyConcluded", "act.sealed"];

    private readonly SeededIds _commands = new(seed);

    /// <summary>Commands that were answered "done".</summary>
    public List<CommandId> Acknowledged { get; } = [];

    public JournalId Part { get; private set; }

    /// <summary>Whether the examined time runs.</summary>
    public bool IsExamining { get; private set; }

    public async Task HoldAsync()
    {
        await OpenAsync();
        IsExamining = true;
        await ActAsync(new SubjectStarted(Command(), First));
        work.Begin();
        await WorkUntilAsync(25);
        await ActAsync(new Marked(Command(), First, "K21.2", "K21.2.a", MarkKind.Deduct, 1, null, "primary cable not looked at"));
        await WorkUntilAsync(Workbench.Length.TotalSeconds);
        await ActAsync(new SubjectEnded(Command(), First, EndReason.Finished));
        await Task.Delay(TimeSpan.FromSeconds(2.5), world.Clock);
        IsExamining = false;
        foreach (var item in paper.Task("K21")!.Items.Where(item => item.Id != "K21.2"))
            await ActAsync(new Marked(Command(), First, item.Id, null, MarkKind.Met, 0, null, ""));
        await UntilDoneAsync("conclude", part => part.Conclude());
        await SignAsync();
        await UntilDoneAsync("seal", part => part.Seal());
    }

    private async Task OpenAsync()
    {
        var command = Command();
        Acknowledged.Add(command); // it names the journal
        while (true)
        {
            var answer = await world.AskAsync("open", loop =>
            {
                var identity = loop.Present(TestRoster.CardOf(0, loop.Now), "reader-1");
                return loop.Open(new(command, identity.Id, "K21", null, [new(First, StaffRole.Examiner), new(Second, StaffRole.ChiefExaminer)],
                    new(111, "E4303 batch 7", 3_200, "PA", "Q235 6 mm", "P-17", 90, 140), ["hazards_set"], First, null));
            });
            if (answer is Done done)
            {
                Part = done.Journal;
                return;
            }

            await Task.Delay(Patience, world.Clock);
        }
    }

    private async Task SignAsync()
    {
        var sheet = await world.AskAsync("sheet", loop => loop.Part?.Session.Sheet is { } concluded ? new SheetShown(concluded) : null);
        while (sheet is null)
        {
            await Task.Delay(Patience, world.Clock);
            sheet = await world.AskAsync("sheet", loop => loop.Part?.Session.Sheet is { } concluded ? new SheetShown(concluded) : null);
        }

        await ActAsync(new Signed(Command(), Signatory.Candidate, "p-1", sheet.Sheet.SheetHash));
        await ActAsync(new Signed(Command(), Signatory.Examiner, First, sheet.Sheet.SheetHash));
        await ActAsync(new Signed(Command(), Signatory.ChiefExaminer, Second, sheet.Sheet.SheetHash));
    }

    private async Task ActAsync(Entry act)
    {
        await UntilDoneAsync(act.GetType().Name, part => part.Record(act));
        Acknowledged.Add(_last);
    }

    private async Task UntilDoneAsync(string name, Func<PartRecorder, Answer> act)
    {
        while (true)
        {
            var answer = await world.AskAsync(name, loop => loop.WithPart(Part, act));
            switch (answer)
            {
                case Done:
                case Refused { Reasons: [{ } reason] } when DoneBefore.Contains(reason.Code):
                case Refused { Reasons: [{ Code: "part.notHere" }] } when name == "seal" && world.IsSealed(Part):
                    return;
                case Refused { Reasons: [{ Code: "part.decisionMissing" }, ..] } missing:
                    foreach (var open in missing.Reasons)
                        await ActAsync(new Overridden(Command(), First, Second, open.Detail[..open.Detail.LastIndexOf('.')], open.Detail, 0, "seen by both"));
                    break;
                case Refused { Reasons: [{ Code: not ("part.notHere" or "part.notSettled" or "part.signalsNotYet") } other, ..] }:
                    throw new InvalidOperationException($"{name}: {other}");
            }

            await Task.Delay(Patience, world.Clock);
        }
    }

    private async Task WorkUntilAsync(double seconds)
    {
        while (work.Seconds < seconds)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), world.Clock);
            if (await world.AskAsync("state", loop => loop.Part?.Session.OpenInterruptions.Contains(InterruptionCause.PowerLost) == true ? this : null) is not null)
                await world.AskAsync("go on", loop => loop.WithPart(Part, part => part.Record(new Resumed(InterruptionCause.PowerLost, 0, First))));
        }
    }

    private CommandId _last;

    private CommandId Command() => _last = new(_commands.Next());

    private sealed record SheetShown(Concluded Sheet);
}
