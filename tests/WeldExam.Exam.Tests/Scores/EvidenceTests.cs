using WeldExam.Exam.Journal;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Tests.Performances;
using WeldExam.Exam.Time;
using static WeldExam.Exam.Tests.Scores.GoldenK21Tests;

namespace WeldExam.Exam.Tests.Scores;

public sealed class EvidenceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(25)]
    public void However_the_samples_are_batched_the_sheet_is_the_same(int rows)
    {
        var (some, other) = (Performance.Right().Hole(22, 30), Performance.Right().Hole(22, 30));
        other.RowsPerBatch = rows;
        Assert.Equal(Sheet(some).ToCanonicalJson(), Sheet(other).ToCanonicalJson());
    }

    [Fact]
    public void Live_and_replay_give_the_same_bytes_though_entries_follow_the_conclusion()
    {
        var journal = Performance.Right().AllMet().Journal();
        var live = new PartScorer(SamplePaper.Paper);
        var concluded = new List<Recorded>();
        byte[]? sheet = null;
        foreach (var recorded in journal)
        {
            if (sheet is null && live.SettlesAt is { } settled && recorded.At > settled)
            {
                sheet = Assert.IsType<ScoreSheet>(live.Conclude()).ToCanonicalJson();
                concluded.Add(recorded with { Entry = new Concluded(sheet, Hash256.Of(sheet)) });
            }

            live.Take(recorded);
            concluded.Add(recorded);
        }

        Assert.NotNull(sheet);
        Assert.Equal(sheet, Assert.IsType<ScoreSheet>(Scoring.Score(SamplePaper.Paper, concluded)).ToCanonicalJson());
        Assert.Equal(sheet, Assert.IsType<ScoreSheet>(live.Conclude()).ToCanonicalJson());
    }

    [Fact]
    [Trait("Clause", "domain §3.3")]
    public void The_window_is_widened_by_the_meters_uncertainty()
    {
        Assert.Empty(Applied(Sheet(At(140.9, uncertainty: 10))));
        Assert.Equal(["K21.14.b"], Applied(Sheet(At(141.1, uncertainty: 10))));
        Assert.Equal(["K21.14.b"], Applied(Sheet(At(140.9, uncertainty: 0))));

        static Performance At(double amperes, long uncertainty)
        {
            var performance = Performance.Right().NoWelding().Weld(12, 15).Weld(20, 40, amperes).AllMet();
            performance.Channels = performance.Channels.SetItem(0, performance.Channels[0] with { Uncertainty = new(0, uncertainty) });
            return performance;
        }
    }

    [Fact]
    public void An_order_closer_than_the_joint_uncertainty_is_unknown()
    {
        // the inputs' own edges are 50 ms wide: main and RCD 30 ms apart cannot be told apart, 200 ms can
        var close = Performance.Right().Without("main").Switch(4.97, "main", true).Switch(49, "main", false);
        Assert.Equal(Outcome.Unknown, Verdict(close, "K21.11.a").Outcome);
        var apart = Performance.Right().Without("main").Switch(4.8, "main", true).Switch(49, "main", false);
        Assert.Equal(Outcome.Yes, Verdict(apart, "K21.11.a").Outcome);
        apart.Channels = [.. apart.Channels.Select(c => c.Signal == "rcd" ? c with { Delay = SpanRange.OfMilliseconds(0, 300) } : c)];
        Assert.Equal(Outcome.Unknown, Verdict(apart, "K21.11.a").Outcome);
    }

    [Fact]
    [Trait("Clause", "practice spine 7")]
    public void A_meter_that_refreshes_once_a_second_cannot_judge_the_arc()
    {
        var slow = Performance.Right();
        slow.Channels = [.. slow.Channels.Select(c => c.Kind == ChannelKind.Analog ? c with { Refresh = SpanRange.OfMilliseconds(1000, 1000) } : c)];
        Assert.Equal(Outcome.Unknown, Verdict(slow, "K21.14.c").Outcome);
        Assert.Equal(Outcome.Unknown, Verdict(slow, "K21.14.a").Outcome);
    }

    [Fact]
    public void Two_lost_samples_are_held_a_hole_of_half_a_second_is_not()
    {
        Assert.Equal(Outcome.Yes, Verdict(Performance.Right().Hole(25, 25.1), "K21.14.c").Outcome);
        Assert.Equal(Outcome.Unknown, Verdict(Performance.Right().Hole(25, 26), "K21.14.c").Outcome);
    }

    [Fact]
    public void A_signal_the_station_does_not_have_makes_its_items_manual()
    {
        var blind = Performance.Right();
        blind.Channels = [.. blind.Channels.Where(channel => channel.Signal != "fan")];
        Assert.Equal((Outcome.Unknown, UnknownCause.NoSignal), Found(Verdict(blind, "K21.1.b")));
    }

    [Fact]
    public void An_emergency_stop_stops_the_clock_and_not_the_evidence()
    {
        var part = Performance.Right().Switch(25, "estop", true).Act(25.1, new Interrupted(InterruptionCause.EmergencyStop, "estop"));
        Assert.Equal(Outcome.No, Verdict(part, "K21.14.v").Outcome);
        var sheet = Assert.IsType<ScoreSheet>(Scoring.Score(SamplePaper.Paper, part.Journal()));
        Assert.Equal(InterruptionCause.EmergencyStop, Assert.Single(sheet.Interruptions).Cause);
        Assert.Equal(25.1, sheet.Examined.TotalSeconds, 3);
    }

    [Theory]
    [Trait("Clause", "domain §3.2")]
    [InlineData(true, UnknownCause.None)]
    [InlineData(false, UnknownCause.ClockUnknown)]
    public void Without_a_clock_that_tells_the_day_nobody_knows_whether_a_calibration_was_due(bool anchored, UnknownCause cause)
    {
        var part = Performance.Right();
        part.Anchored = anchored;
        part.Channels = [.. part.Channels.Select(c => c.Signal == "current" ? c with { CalibrationDue = new(2027, 11, 22) } : c)];
        Assert.Equal(cause, Verdict(part, "K21.14.a").Cause);
        Assert.Equal(UnknownCause.None, Verdict(part, "K21.11.a").Cause); // a switch is not calibrated
    }

    [Fact]
    [Trait("Clause", "domain §3.2")]
    public void An_overdue_calibration_makes_measured_items_manual()
    {
        var overdue = Performance.Right();
        overdue.Channels = [.. overdue.Channels.Select(c => c.Signal == "current" ? c with { CalibrationDue = new(2026, 11, 22) } : c)];
        Assert.Equal((Outcome.Unknown, UnknownCause.CalibrationOverdue), Found(Verdict(overdue, "K21.14.a")));
        Assert.Equal(Outcome.Yes, Verdict(overdue, "K21.11.a").Outcome);
    }

    [Fact]
    public void Evidence_that_comes_too_late_to_be_placed_is_unknown()
    {
        var late = Performance.Right().Act(55, new InputChanged(2, SwitchState.On, Performance.Tick(50), Quality.Good));
        Assert.Equal((Outcome.Unknown, UnknownCause.TooLate), Found(Verdict(late, "K21.19.a")));
    }

    [Fact]
    public void A_crash_of_the_recorder_is_a_gap_and_costs_nothing()
    {
        var crashed = Performance.Right();
        crashed.Crash = (25, 31, Reboot: false, AnchorAgain: false);
        var sheet = Sheet(crashed);
        Assert.Empty(Applied(sheet));
        Assert.Equal(Outcome.Unknown, Verdict(crashed, "K21.14.c").Outcome);
        Assert.Equal(Outcome.Yes, Verdict(crashed, "K21.19.a").Outcome);
        var interruption = Assert.Single(sheet.Interruptions);
        Assert.Equal(InterruptionCause.RecorderStopped, interruption.Cause);
        Assert.InRange(sheet.Examined.TotalSeconds, 53, 55);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Clause", "practice spine 6")]
    public void A_reboot_is_placed_by_the_clock_anchors_within_their_uncertainty(bool anchor)
    {
        var rebooted = Performance.Right();
        rebooted.Crash = (25, 31, Reboot: true, anchor);
        var sheet = Sheet(rebooted);
        Assert.Empty(Applied(sheet));
        Assert.Equal(Outcome.Yes, Verdict(rebooted, "K21.19.a").Outcome);
        Assert.Equal(Outcome.Unknown, Verdict(rebooted, "K21.14.c").Outcome);
        var interruption = Assert.Single(sheet.Interruptions);
        Assert.Equal(anchor ? 2.01 : 86_400, interruption.Uncertainty.TotalSeconds, 3);
        Assert.InRange(sheet.Examined.TotalSeconds, 53, 55);
        Assert.Equal(1, Verdict(rebooted, "K21.19.a").Evidence[0].Boot);
    }

    [Fact]
    public void A_pause_stops_the_examined_time_and_what_changes_in_it_is_unknown()
    {
        var paused = Performance.Right()
            .Act(41, new Interrupted(InterruptionCause.Paused, string.Empty)).Act(43, new Resumed(InterruptionCause.Paused, 0, string.Empty));
        Assert.Equal(TimeSpan.FromSeconds(58), Sheet(paused).Examined);
        Assert.Equal(Outcome.Yes, Verdict(paused, "K21.19.a").Outcome);
        paused.Act(46.5, new Interrupted(InterruptionCause.Paused, string.Empty)).Act(49.5, new Resumed(InterruptionCause.Paused, 0, string.Empty));
        Assert.Equal(Outcome.Unknown, Verdict(paused, "K21.19.a").Outcome);
        Assert.Equal(Outcome.Yes, Verdict(paused, "K21.16.a").Outcome);
    }

    [Fact]
    public void Live_shows_what_is_certain_already()
    {
        var scorer = new PartScorer(SamplePaper.Paper);
        foreach (var recorded in Performance.Right().Switch(25, "estop", true).Journal().Where(r => r.At <= Performance.Tick(35)))
            scorer.Take(recorded);
        Assert.Contains("K21.14.v", scorer.Live.Proposed);
        Assert.Equal(100m, scorer.Live.Highest);
        var sheet = Assert.IsType<ScoreSheet>(scorer.Conclude());
        Assert.True(sheet.IsProvisional);
        Assert.Null(sheet.Points);
    }

    [Fact]
    public void An_unknown_entry_makes_scoring_not_possible_with_this_version()
    {
        var outcome = Scoring.Score(SamplePaper.Paper, Performance.Right().Act(30, new UnknownEntry(99, default)).Journal());
        Assert.True(Assert.IsType<NotPossible>(outcome).IsVersion);
    }

    [Fact]
    public void Another_paper_is_refused()
    {
        var other = SamplePaper.Read([.. SamplePaper.Bytes, (byte)'#', (byte)'\n']);
        Assert.False(Assert.IsType<NotPossible>(Scoring.Score(other, Performance.Right().Journal())).IsVersion);
    }

    private static (Outcome Outcome, UnknownCause Cause) Found(Verdict verdict) => (verdict.Outcome, verdict.Cause);

    private static Verdict Verdict(Performance performance, string id) => Lines(Sheet(performance)).Single(line => line.Id == id).Machine!;
}
