using WeldExam.Centre.Archive;
using WeldExam.Centre.Tests.Fixtures;
using WeldExam.Centre.Verification;
using WeldExam.Exam.Audit;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Centre.Tests.Verification;

public sealed class AuditTests
{
    private readonly TestBox _booth = new("box-1", "S3");
    private readonly MemoryStore _store = new();

    [Fact]
    public async Task Two_parts_with_the_same_readings_point_at_each_other_as_soon_as_the_second_is_verified()
    {
        using var centre = new TestCentre(_store, null, _booth);
        Assert.True((await centre.Desk.PaperAsync("sample.yaml", TestParts.PaperFile, CancellationToken.None)).IsInForce);
        var (first, second, third) = (Welded(1, seed: 0), Welded(2, seed: 0), Welded(3, seed: 1));
        await VerifyAsync(centre, first);
        Assert.Empty((await AuditAsync(first))!.Findings);
        Assert.Null(await AuditAsync(second)); // unknown yet
        await VerifyAsync(centre, second);
        await VerifyAsync(centre, third);
        Assert.Equal([second.Id.ToString()], Assert.Single((await AuditAsync(first))!.Findings).About);
        Assert.Equal((100, AuditSign.SameReadings), ((await AuditAsync(second))!.Score, (await AuditAsync(second))!.Findings[0].Sign));
        Assert.Empty((await AuditAsync(third))!.Findings);
    }

    [Fact]
    public async Task A_part_that_was_not_scored_to_the_sealed_sheet_has_no_audit_but_an_alarm()
    {
        using var centre = new TestCentre(_store, null, _booth);
        var part = Welded(1, seed: 0);
        await VerifyAsync(centre, part);
        Assert.Null(await AuditAsync(part)); // the paper is not here
    }

    private TestJournal Welded(int id, int seed) => TestParts.Sealed(_booth, id, [], "K2", "K21", measured: [.. Enumerable.Range(0, 20).Select(batch => new Samples(
        [.. Enumerable.Range(1, 10).Select(row => new MonotonicTick(((batch * 10) + row) * 100_000))],
        [Column(0, batch, row => 1_100 + ((row + seed) * 7 % 23)), Column(1, batch, row => 230 + ((row + seed) * 5 % 19))]))]);

    private static SampleColumn Column(int channel, int batch, Func<int, long> value) => new(
        channel, [.. Enumerable.Range(batch * 10, 10).Select(value)], [.. Enumerable.Repeat(Quality.Good, 10)]);

    private async Task<AuditReport?> AuditAsync(TestJournal journal) => await new AuditDesk(_store).OfAsync(journal.Id, CancellationToken.None);

    private async Task VerifyAsync(TestCentre centre, TestJournal journal)
    {
        foreach (var block in journal.Blocks)
            await centre.TakeAsync(_booth, block);
        await centre.Verifier.VerifyAsync(journal.Id, CancellationToken.None);
    }
}
