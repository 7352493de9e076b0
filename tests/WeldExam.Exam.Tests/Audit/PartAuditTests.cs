using WeldExam.Exam.Audit;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Tests.Performances;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Tests.Audit;

public sealed class PartAuditTests
{
    private static readonly JournalId Other = new(new Guid(42, 0, 0, new byte[8]));

    [Fact]
    public void A_real_weld_judged_as_it_was_measured_has_nothing_to_audit()
    {
        var report = Audit(Welded(20, 40));
        Assert.Empty(report.Findings);
        Assert.Equal(0, report.Score);
        Assert.NotNull(report.Readings);
    }

    [Fact]
    public void The_same_readings_in_another_part_are_the_strongest_sign()
    {
        var report = Audit(Welded(20, 40), Other);
        Assert.Equal((AuditSign.SameReadings, 100), (Assert.Single(report.Findings).Sign, report.Score));
        Assert.Equal([Other.ToString()], report.Findings[0].About);
    }

    [Fact]
    public void The_hash_of_the_readings_depends_on_the_readings_and_on_nothing_else()
    {
        var hash = Audit(Welded(20, 40)).Readings;
        var otherBatches = Welded(20, 40);
        otherBatches.RowsPerBatch = 3;
        Assert.Equal(hash, Audit(otherBatches).Readings);
        Assert.Equal(hash, Audit(Welded(20, 40).Mark(61, "E-01", "K21.2", MarkKind.Met)).Readings);
        Assert.NotEqual(hash, Audit(Welded(20, 40, seed: 1)).Readings);
        Assert.Null(Audit(Welded(20, 25)).Readings); // 50 readings could be alike by chance
    }

    [Theory]
    [InlineData(4.8, false)]
    [InlineData(5.3, true)]
    public void Readings_that_stand_still_in_an_arc_are_found_with_their_seconds(double length, bool found)
    {
        var report = Audit(Welded(20, 30).Weld(30, 30 + length));
        Assert.Equal(found, report.Findings.Any(finding => finding.Sign == AuditSign.FrozenReadings));
        if (found)
            Assert.Equal(["30.0-35.2"], report.Findings[0].About);
    }

    [Fact]
    public void A_slow_meter_that_repeats_itself_is_not_frozen()
    {
        var slow = Welded(20, 30).Weld(30, 36);
        slow.Channels = [.. slow.Channels.Select(channel => channel.Unit.Length > 0 ? channel with { Refresh = SpanRange.OfMilliseconds(500, 1000) } : channel)];
        Assert.Empty(Audit(slow).Findings); // ten refreshes are ten seconds
    }

    [Fact]
    public void A_stick_electrode_that_burns_for_five_minutes_is_impossible_and_other_processes_may()
    {
        Assert.Contains(Audit(Welded(20, 321, end: 330)).Findings, finding => finding.Sign == AuditSign.ArcTooLong);
        var wire = Welded(20, 321, end: 330);
        wire.Card = wire.Card! with { Process = 135 };
        Assert.DoesNotContain(Audit(wire).Findings, finding => finding.Sign == AuditSign.ArcTooLong);
    }

    [Fact]
    public void Current_without_any_voltage_is_impossible() =>
        Assert.Contains(AuditSign.CurrentWithoutVoltage, Audit(Welded(20, 30).Weld(32, 36, 120, 0.2)).Findings.Select(finding => finding.Sign));

    [Fact]
    public void Overrides_for_the_candidate_weigh_more_the_more_there_are_and_those_against_do_not()
    {
        Assert.Empty(Audit(Welded(20, 40).AllMet().Override(61, "K21.1.b", 1)).Findings);
        var part = Welded(20, 40).Without("fan").Without("rcd").AllMet();
        var machine = Applied(part);
        Assert.True(machine.Length >= 2);
        foreach (var id in machine)
            part.Override(61, id, 0);
        var finding = Assert.Single(Audit(part).Findings, finding => finding.Sign == AuditSign.OverriddenForCandidate);
        Assert.Equal(machine.Order(), finding.About.Order());
        Assert.Equal(10 * Math.Min(3, machine.Length), finding.Weight);
    }

    [Fact]
    public void A_failed_cross_check_is_a_sign()
    {
        var contradiction = Welded(20, 40).Without("main");
        Assert.Contains("K21.C1", Audit(contradiction).Findings.Single(finding => finding.Sign == AuditSign.Contradiction).About);
    }

    [Fact]
    public void The_score_ends_at_100() =>
        Assert.Equal(100, AuditReport.Of([new(AuditSign.SameReadings, 2, ["a", "b"]), new(AuditSign.FrozenReadings, 1, ["1-9"])], null).Score);

    private static string[] Applied(Performance part) => [.. ((ScoreSheet)Scoring.Score(SamplePaper.Paper, part.Journal())).Blocks
        .SelectMany(block => block.Items).SelectMany(item => item.Deductions).Where(line => line is { MachineTimes: > 0, Decision: Decision.Machine }).Select(line => line.Id)];

    /// <summary>A right part whose weld flickers as a real one does.</summary>
    private static Performance Welded(int from, int to, int seed = 0, double end = 60)
    {
        var part = Performance.Right().NoWelding();
        part.End = end;
        part.Weld(12, 12.5, 111, 23.5).Weld(12.5, 15, 113, 24.1);
        for (var tick = 0; tick < (to - from) * 10; tick++)
            part.Weld(from + (tick / 10.0), from + ((tick + 1) / 10.0), 110 + ((tick + seed) * 7 % 13), 22 + ((tick + seed) * 5 % 11 / 5.0));
        return part;
    }

    private static AuditReport Audit(Performance part, params JournalId[] same)
    {
        var journal = part.Journal();
        return PartAudit.Of(journal, Assert.IsType<ScoreSheet>(Scoring.Score(SamplePaper.Paper, journal)), same);
    }
}
