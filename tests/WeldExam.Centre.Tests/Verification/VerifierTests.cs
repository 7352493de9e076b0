using System.Text;
using WeldExam.Centre.Archive;
using WeldExam.Centre.Ingest;
using WeldExam.Centre.Tests.Fixtures;
using WeldExam.Centre.Verification;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Tests.Verification;

public sealed class VerifierTests
{
    private readonly TestBox _booth = new("box-1", "S3");
    private readonly TestBox _bench = new("box-2", "S4");
    private readonly MemoryStore _store = new();

    [Fact]
    public async Task A_sealed_part_is_scored_again_to_the_same_bytes()
    {
        using var centre = await CentreAsync();
        var journal = TestParts.Sealed(_booth, 1, [TestParts.FirstDeduction("K11")]);
        Assert.True(await SendAsync(centre, _booth, journal));
        var result = await centre.Verifier.VerifyAsync(journal.Id, CancellationToken.None);

        Assert.Equal(ReScoreOutcome.Matches, result!.Outcome);
        Assert.NotNull(result.Points);
        var row = await centre.RowAsync(journal);
        Assert.Equal((JournalStanding.Sealed, RootCheck.Matches, Hash256.Of(journal.File.Span)), (row.Standing, row.Seal!.Root, row.Seal.Sha256));
        Assert.NotNull(await _store.FindSheetAsync(row.Seal.SheetHash, CancellationToken.None));
        Assert.Empty(await _store.AlarmsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Another_score_than_ours_is_an_alarm()
    {
        using var centre = await CentreAsync();
        var journal = TestParts.Sealed(
            _booth, 1, [TestParts.FirstDeduction("K11")], forge: sheet => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(sheet).Replace("\"times\":1", "\"times\":0", StringComparison.Ordinal)));
        await SendAsync(centre, _booth, journal);
        Assert.Equal(ReScoreOutcome.Differs, (await centre.Verifier.VerifyAsync(journal.Id, CancellationToken.None))!.Outcome);
        Assert.Equal(AlarmKind.ScoreDiffers, Assert.Single(await _store.AlarmsAsync(CancellationToken.None)).Kind);
    }

    [Fact]
    public async Task A_fork_that_comes_after_the_verification_does_not_take_its_outcome_away()
    {
        using var centre = await CentreAsync();
        var journal = TestParts.Sealed(_booth, 1, []);
        var other = journal.Clone(2).Add(new ClockAnchor(DateTimeOffset.UnixEpoch, ClockSource.Ntp, TimeSpan.FromMilliseconds(5)));
        await SendAsync(centre, _booth, journal);
        await centre.Verifier.VerifyAsync(journal.Id, CancellationToken.None);

        Assert.Equal(IngestKind.Conflict, (await centre.TakeAsync(_booth, other)).Kind);
        Assert.Equal(ReScoreOutcome.Matches, (await _store.FindPartAsync(journal.Id, CancellationToken.None))!.ReScore.Outcome);
    }

    [Fact]
    public async Task Without_the_paper_it_is_neither_agreement_nor_alarm_until_the_paper_comes()
    {
        using var centre = new TestCentre(_store, null, _booth, _bench);
        var journal = TestParts.Sealed(_booth, 1, []);
        await SendAsync(centre, _booth, journal);
        Assert.Equal(ReScoreOutcome.NotYet, (await centre.Verifier.VerifyAsync(journal.Id, CancellationToken.None))!.Outcome);
        Assert.Empty(await _store.AlarmsAsync(CancellationToken.None));

        Assert.True((await centre.Desk.PaperAsync("sample.yaml", TestParts.PaperFile, CancellationToken.None)).IsInForce);
        await centre.Verifier.VerifyOpenAsync(CancellationToken.None);
        Assert.Equal(ReScoreOutcome.Matches, (await _store.FindPartAsync(journal.Id, CancellationToken.None))!.ReScore.Outcome);
    }

    [Fact]
    public async Task An_entry_of_a_newer_box_is_kept_and_makes_the_score_not_possible_yet()
    {
        using var centre = await CentreAsync();
        var journal = new TestJournal(new(new Guid(1, 0, 0, new byte[8])), _booth.Boot(1));
        journal.Add(TestParts.Opened(_booth));
        journal.Add(new UnknownEntry(60, (byte[])[0xA2, 0x00, 0x18, 60, 0x01, 0x00])); // {0: 60, 1: 0}
        journal.Add(new Sealed(default, journal.Root, journal.Blocks.Count, 0, []));
        await SendAsync(centre, _booth, journal);
        var result = await centre.Verifier.VerifyAsync(journal.Id, CancellationToken.None);
        Assert.Equal(ReScoreOutcome.NotYet, result!.Outcome);
        Assert.Contains("60", result.Reason, StringComparison.Ordinal);
        Assert.Equal(journal.File, await centre.FileAsync(journal));
        Assert.Empty(await _store.AlarmsAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_seal_over_other_blocks_or_another_count_is_an_alarm(bool otherCount)
    {
        using var centre = await CentreAsync();
        var journal = TestParts.Open(_booth, 1, 3);
        journal.Add(otherCount ? new Sealed(default, journal.Root, 2, 0, []) : new Sealed(default, default, 3, 0, []));
        await SendAsync(centre, _booth, journal);
        Assert.Equal(RootCheck.Differs, (await centre.RowAsync(journal)).Seal!.Root);
        Assert.Contains(await _store.AlarmsAsync(CancellationToken.None), alarm => alarm.Kind == AlarmKind.RootDiffers);
    }

    [Fact]
    public async Task A_sitting_is_totalled_from_verified_parts_of_all_boxes()
    {
        using var centre = await CentreAsync();
        var verified = 0;
        foreach (var task in TestParts.Paper.Tasks.DistinctBy(task => task.Subject))
        {
            var box = task.Subject == "K2" ? _booth : _bench;
            var journal = TestParts.Sealed(box, 10 + verified, [], task.Subject, task.Id);
            await SendAsync(centre, box, journal);
            Assert.Equal(ReScoreOutcome.Matches, (await centre.Verifier.VerifyAsync(journal.Id, CancellationToken.None))!.Outcome);
            var view = (await centre.Sittings.OfAsync(TestParts.Sitting, CancellationToken.None))!;
            Assert.Equal(++verified, view.Verified.Length);
            Assert.Equal(verified < 4 ? "incomplete" : "passed", Assert.IsType<Scored>(view.Total).Verdict);
        }

        Assert.Null(await centre.Sittings.OfAsync(new(Guid.Empty), CancellationToken.None));
    }

    [Fact]
    public async Task A_held_part_counts_for_nothing()
    {
        using var centre = await CentreAsync();
        var journal = TestParts.Sealed(_booth, 1, []);
        await SendAsync(centre, _booth, journal);
        await centre.Verifier.VerifyAsync(journal.Id, CancellationToken.None);
        var clone = journal.Clone(2);
        clone.Add(new ClockAnchor(DateTimeOffset.UnixEpoch, ClockSource.Rtc, TimeSpan.Zero));
        await centre.TakeAsync(_booth, clone.Last);
        var view = (await centre.Sittings.OfAsync(TestParts.Sitting, CancellationToken.None))!;
        Assert.Empty(view.Verified);
        Assert.IsType<NoScore>(view.Total);
    }

    private static async Task<bool> SendAsync(TestCentre centre, TestBox box, TestJournal journal)
    {
        var isSealed = false;
        foreach (var block in journal.Blocks)
            isSealed |= (await centre.TakeAsync(box, block)).IsSealed;
        return isSealed;
    }

    private async Task<TestCentre> CentreAsync()
    {
        var centre = new TestCentre(_store, null, _booth, _bench);
        Assert.Empty((await centre.Desk.PaperAsync("sample.yaml", TestParts.PaperFile, CancellationToken.None)).Errors);
        return centre;
    }
}
