using WeldExam.Contracts.Files;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Station.Files;
using WeldExam.Station.Flow;
using WeldExam.TestKit.Stations;

namespace WeldExam.Station.Tests.Flow;

/// <summary>Only a policy that the centre has signed lets a sample paper decide an exam: this paper, this point, now.</summary>
[Trait("Clause", "practice, Papers and people")]
public sealed class SamplePaperPolicyTests
{
    private const string Point = "HB-0311-07";
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_policy_in_force_opens_an_exam_and_goes_on_record_by_its_hash()
    {
        var book = new PolicyBook();
        using var bench = new Bench(new() { Mode = ExamMode.Exam, Drawn = ["K21"], Policies = book });
        var now = bench.Pump.Clock.GetUtcNow();
        Assert.Equal(["paper.sample"], bench.Codes(bench.Open(bench.Request(bench.Present()))));
        var hash = Adopt(book, Policy(now.AddHours(-1), now.AddHours(1)));
        Assert.IsType<Done>(bench.Open(bench.Request(bench.Present())));
        Assert.Equal([hash], bench.Part.Session.Part!.Policies);
    }

    [Theory]
    [InlineData(-3, -1, "policy.expired")]
    [InlineData(1, 3, "policy.notYet")]
    public void An_expired_or_early_policy_opens_nothing_and_says_why(int from, int to, string code)
    {
        var book = new PolicyBook();
        using var bench = new Bench(new() { Mode = ExamMode.Exam, Drawn = ["K21"], Policies = book });
        var now = bench.Pump.Clock.GetUtcNow();
        Adopt(book, Policy(now.AddHours(from), now.AddHours(to)));
        Assert.Equal(["paper.sample", code], bench.Codes(bench.Open(bench.Request(bench.Present()))));
    }

    [Fact]
    public void A_policy_for_another_paper_or_point_opens_nothing()
    {
        var book = new PolicyBook();
        using var bench = new Bench(new() { Mode = ExamMode.Exam, Drawn = ["K21"], Policies = book });
        var now = bench.Pump.Clock.GetUtcNow();
        Adopt(book, Policy(now.AddHours(-1), now.AddHours(1)) with { PaperHash = Hash256.Of("other"u8).ToString() });
        Adopt(book, Policy(now.AddHours(-1), now.AddHours(1)) with { Id = "elsewhere", Point = "HB-999" });
        Assert.Equal(["paper.sample"], bench.Codes(bench.Open(bench.Request(bench.Present()))));
    }

    [Theory]
    [InlineData(ClockSource.Ntp, 29, PolicyStanding.InForce)]
    [InlineData(ClockSource.Ntp, 30, PolicyStanding.Expired)]
    [InlineData(ClockSource.Unsynchronised, 0, PolicyStanding.ClockUnknown)]
    public void Doubt_about_the_clock_goes_against_the_permission(ClockSource source, int uncertainty, PolicyStanding standing) =>
        Assert.Equal(standing, Policy(Noon.AddDays(-1), Noon.AddSeconds(30)).StandingAt(new(Noon, source, TimeSpan.FromSeconds(uncertainty))));

    [Theory]
    [InlineData(30, PolicyStanding.InForce)]
    [InlineData(31, PolicyStanding.NotYet)]
    public void So_does_doubt_at_its_beginning(int uncertainty, PolicyStanding standing) =>
        Assert.Equal(standing, Policy(Noon.AddSeconds(-30), Noon.AddDays(1)).StandingAt(new(Noon, ClockSource.Ntp, TimeSpan.FromSeconds(uncertainty))));

    [Fact]
    public void A_later_version_withdraws_and_an_earlier_one_does_not_come_back()
    {
        var book = new PolicyBook();
        var clock = new ClockAnchor(Noon, ClockSource.Ntp, TimeSpan.Zero);
        Adopt(book, Policy(Noon.AddDays(-1), Noon.AddDays(1)) with { Version = 2 });
        Assert.NotNull(book.Permitting(TestPaper.Sample.Hash, Point, clock));
        Adopt(book, Policy(Noon.AddDays(-1), Noon) with { Version = 3 });
        Adopt(book, Policy(Noon.AddDays(-1), Noon.AddDays(1)));
        Assert.Null(book.Permitting(TestPaper.Sample.Hash, Point, clock));
        Assert.Equal(["policy.expired"], book.Against(TestPaper.Sample.Hash, Point, clock).Select(reason => reason.Code));
    }

    [Fact]
    public void What_is_read_is_what_was_written_and_a_faulty_policy_is_refused()
    {
        var policy = Policy(Noon, Noon.AddDays(1));
        Assert.Equal(policy.ToJson(), PaperPolicy.TryRead(policy.ToJson(), out _)!.ToJson());
        Refuses(policy with { ApprovedBy = ["C-1", "C-1"] }, "two people");
        Refuses(policy with { ApprovedBy = ["C-1", " "] }, "two people");
        Refuses(policy with { Expires = policy.NotBefore }, "before it begins");
        Refuses(policy with { Expires = policy.NotBefore.AddDays(367) }, "longer than 366 days");
        Refuses(policy with { PaperHash = "abc" }, "SHA-256");
        Refuses(policy with { Reason = "" }, "reason");
        Refuses(policy with { Version = 0 }, "version");
        Assert.Null(PaperPolicy.TryRead("{}"u8, out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void A_re_sit_is_whole_where_the_paper_says_so_and_attempts_end()
    {
        Assert.Equal(["sitting.notWhole"], Against(1, ["K2"], TestPaper.Text));
        Assert.Equal(["sitting.notWhole"], Against(2, ["K2"], TestPaper.Text));
        Assert.Equal([], Against(2, ["K2"], TestPaper.Text.Replace("resit: all", "resit: failedSubjects", StringComparison.Ordinal)));
        Assert.Equal([], Against(5, ["K1", "K2", "K3", "K4"], TestPaper.Text));
        Assert.Equal(["attempt.tooMany"], Against(6, ["K1", "K2", "K3", "K4"], TestPaper.Text));
    }

    [Fact]
    public void A_paper_says_in_which_mode_it_runs()
    {
        var paper = TestPaper.Read(TestPaper.Text.Replace("modes: [practice, exam]", "modes: [exam]", StringComparison.Ordinal).Replace("forms: [instrumented, real, simulated]", "forms: [real]", StringComparison.Ordinal));
        using var bench = new Bench(new() { Papers = [paper] });
        Assert.Equal(["paper.modeNotAllowed", "paper.formNotAllowed"], bench.Codes(bench.Open(bench.Request(bench.Present()))));
    }

    private static void Refuses(PaperPolicy policy, string why)
    {
        Assert.Null(PaperPolicy.TryRead(policy.ToJson(), out var reason));
        Assert.Contains(why, reason, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Against(int attempt, string[] subjects, string text)
    {
        var book = new PolicyBook();
        var paper = TestPaper.Read(text);
        using var bench = new Bench(new() { Mode = ExamMode.Exam, Drawn = ["K21"], Policies = book, Papers = [paper], Attempt = attempt, Subjects = [.. subjects] });
        var now = bench.Pump.Clock.GetUtcNow();
        Adopt(book, Policy(now.AddHours(-1), now.AddHours(1)) with { PaperHash = paper.Hash.ToString() });
        return bench.Open(bench.Request(bench.Present())) is Refused refused ? bench.Codes(refused) : [];
    }

    private static Hash256 Adopt(PolicyBook book, PaperPolicy policy)
    {
        var hash = policy.ToFile().Hash;
        book.Adopt(policy, hash);
        return hash;
    }

    private static PaperPolicy Policy(DateTimeOffset from, DateTimeOffset to) =>
        new("sample-trial", 1, Point, TestPaper.Sample.Hash.ToString(), from, to, ["C-1", "C-2"], "试点 trial");
}
