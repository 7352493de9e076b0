using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Sessions;
using WeldExam.Station.Flow;
using WeldExam.TestKit.Stations;

namespace WeldExam.Station.Tests.Flow;

public sealed class WholePartTests : IDisposable
{
    private readonly Bench _bench = new();

    [Fact]
    public void K21_goes_from_card_to_seal_and_the_file_scores_to_the_very_sheet_that_was_signed()
    {
        var part = Held();
        var reading = _bench.Reading(part);
        Assert.True(reading.IsSound, $"{reading.Fault}");
        var seal = reading.Seal!;
        Assert.Equal(reading.Blocks.Length - 1, seal.Blocks);
        Assert.Equal(reading.MerkleRoot((int)seal.Blocks), seal.MerkleRoot);
        var sheet = Assert.IsType<ScoreSheet>(Scoring.Score(_bench.Paper, [.. reading.Entries]));
        var concluded = reading.Entries.Select(recorded => recorded.Entry).OfType<Concluded>().Single();
        Assert.Equal(sheet.ToCanonicalJson(), concluded.Sheet.ToArray());
        Assert.Equal((sheet.Hash, sheet.Hash), (concluded.SheetHash, seal.SheetHash));
        Assert.Equal(100m, sheet.Points);
        Assert.Equal(SessionPhase.Sealed, _bench.Part.Session.Phase);
    }

    [Fact]
    public void A_sealed_part_takes_nothing_more_and_is_not_taken_up_again()
    {
        var part = Held();
        var length = _bench.Disk.Content($"{part}.wxj").Length;
        Assert.Equal(["act.sealed"], _bench.Codes(_bench.Act(part, new Interrupted(InterruptionCause.Paused, ""))));
        _bench.Wait(5);
        _bench.Restart();
        Assert.Null(_bench.Ask(loop => loop.Part));
        Assert.Equal(length, _bench.Disk.Content($"{part}.wxj").Length);
    }

    [Fact]
    public void Two_candidates_one_after_the_other_share_nothing()
    {
        var first = Held();
        _bench.Work.Reset();
        _bench.Wait(1);
        var second = _bench.OpenPart(candidate: 1);
        Assert.NotEqual(first, second);
        Assert.Empty(_bench.Part.Session.Marks);
        Assert.Equal(SessionPhase.Preparing, _bench.Part.Session.Phase);
        var (one, two) = (_bench.Reading(first), _bench.Reading(second));
        Assert.Equal(("p-1", "p-2"), (one.Opened!.Part!.Candidate, two.Opened!.Part!.Candidate));
        Assert.NotEqual(one.Opened.Part.Sitting, two.Opened.Part.Sitting);
        _bench.Perform(second);
        _bench.MarkAll(second);
        Assert.Empty(CommandsOf(first).Intersect(CommandsOf(second)));
        Assert.Equal(one.Blocks.Length, _bench.Reading(first).Blocks.Length);
    }

    [Fact]
    public void Nothing_personal_is_in_any_file()
    {
        Held();
        foreach (var name in _bench.Disk.List())
        {
            var text = System.Text.Encoding.UTF8.GetString(_bench.Disk.Content(name));
            Assert.DoesNotContain(TestRoster.Numbers[0], text, StringComparison.Ordinal);
            Assert.DoesNotContain("王小明", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Looking_at_the_score_or_trying_to_seal_too_early_changes_no_sheet()
    {
        var part = _bench.OpenPart();
        Assert.IsType<Done>(_bench.Act(part, new SubjectStarted(_bench.Command(), Bench.First)));
        _bench.Work.Begin();
        _bench.Wait(Workbench.Length.TotalSeconds - 0.5);
        _bench.Work.MeterReports = false; // its last readings come late
        _bench.Wait(0.5);
        var late = Enumerable.Range(0, 5).Select(tenth => _bench.Work.PollMeter(_bench.Ask(loop => loop.Now) - TimeSpan.FromMilliseconds(450 - (100 * tenth)))).ToArray();
        Assert.IsType<Done>(_bench.Act(part, new SubjectEnded(_bench.Command(), Bench.First, EndReason.Finished)));
        Assert.Equal(["act.notConcluded"], _bench.Codes(_bench.Do(part, recorder => recorder.Seal())));
        Assert.NotNull(_bench.Ask(loop => loop.Part!.Live));
        Assert.All(late, poll => Assert.True(_bench.Station.Loop.Reports.TryWrite(poll)));
        _bench.MarkAll(part);
        _bench.Close(part);
        var reading = _bench.Reading(part);
        var sheet = Assert.IsType<ScoreSheet>(Scoring.Score(_bench.Paper, [.. reading.Entries]));
        Assert.Equal(sheet.Hash, reading.Seal!.SheetHash);
    }

    [Fact]
    public void A_part_that_ended_before_a_reboot_can_be_concluded_after_it()
    {
        _bench.Wait(3600); // the first boot's clock stands far above the second's
        var part = _bench.OpenPart();
        _bench.Perform(part);
        _bench.MarkAll(part);
        _bench.Wait(3);
        _bench.Reboot();
        Assert.IsType<Done>(_bench.Do(part, recorder => recorder.Conclude()));
        _bench.Sign(part);
        Assert.IsType<Done>(_bench.Do(part, recorder => recorder.Seal()));
        var reading = _bench.Reading(part);
        Assert.Equal(2, reading.Boots.Length);
        Assert.Equal(Assert.IsType<ScoreSheet>(Scoring.Score(_bench.Paper, [.. reading.Entries])).Hash, reading.Seal!.SheetHash);
    }

    [Fact]
    public void The_station_s_own_journal_keeps_device_changes_and_refusals()
    {
        _bench.Wait(2);
        _bench.Ask(loop => loop.Present(new Drivers.IdCards.CardRefused(loop.Now, Drivers.IdCards.CardRefusal.Expired), "reader-1"));
        _bench.Open(_bench.Request(_bench.Present()) with { TaskCard = null });
        _bench.Wait(2);
        var day = _bench.Station.Store.Load().Single(found => found.Reading!.Opened!.Kind == JournalKind.Station).Reading!;
        Assert.True(day.IsSound);
        var entries = day.Entries.Select(recorded => recorded.Entry).ToArray();
        Assert.Equal(2, entries.OfType<DeviceStateChanged>().Count());
        Assert.False(entries.OfType<IdentityChecked>().Single().IsAccepted);
        Assert.Equal(["taskCard.missing: K21"], entries.OfType<ReadinessChecked>().Single().Reasons);
    }

    [Fact]
    public void The_arc_and_its_time_are_shown_while_the_part_is_open()
    {
        Assert.Null(_bench.Ask(loop => loop.Arc.Burnt));
        var part = _bench.OpenPart();
        Assert.Equal((Exam.Signals.SwitchState.Off, TimeSpan.Zero), _bench.Ask(loop => (WeldExam.Station.Acquisition.ArcClock.StateOf(loop), loop.Arc.Burnt!.Value)));
        Assert.IsType<Done>(_bench.Act(part, new SubjectStarted(_bench.Command(), Bench.First)));
        _bench.Work.Begin();
        _bench.Wait(22);
        Assert.Equal(Exam.Signals.SwitchState.On, _bench.Ask(WeldExam.Station.Acquisition.ArcClock.StateOf));
        _bench.Work.MeterAnswers = false;
        _bench.Wait(1);
        Assert.Equal(Exam.Signals.SwitchState.Unknown, _bench.Ask(WeldExam.Station.Acquisition.ArcClock.StateOf));
        Assert.InRange(_bench.Ask(loop => loop.Arc.Burnt!.Value).TotalSeconds, 4.7, 5.3); // 3 s and 2 s
    }

    public void Dispose() => _bench.Dispose();

    private JournalId Held()
    {
        var part = _bench.OpenPart();
        _bench.Perform(part);
        _bench.MarkAll(part);
        _bench.Close(part);
        return part;
    }

    private IEnumerable<CommandId> CommandsOf(JournalId part) =>
        _bench.Reading(part).Entries.Select(recorded => recorded.Entry).OfType<Marked>().Select(marked => marked.Command);
}
