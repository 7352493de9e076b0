using WeldExam.Centre.Archive;
using WeldExam.Centre.Tests.Fixtures;
using WeldExam.Contracts.Files;
using WeldExam.Contracts.Signing;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Tests.Verification;

/// <summary>The centre signs permissions to use sample papers, and checks each exam against those it signed.</summary>
public sealed class PolicyTests : IDisposable
{
    private readonly TestBox _box = new("box-1", "1");
    private readonly TestCentre _centre;

    public PolicyTests() => _centre = new(new MemoryStore(), null, _box);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_policy_is_signed_for_the_stations_of_its_point_and_the_newest_is_issued_anew_at_each_start()
    {
        await PaperAsync();
        var outcome = await _centre.Desk.PolicyAsync(Policy().ToJson(), Stop);
        Assert.True(outcome.IsInForce, string.Join("; ", outcome.Errors));
        var message = Assert.Single(outcome.Messages);
        Assert.EndsWith("/issue/policy/trial", message.Topic.ToString(), StringComparison.Ordinal);
        Assert.True(SignedFile.TryRead(message.Bytes, _centre.Signer.PublicKey.Span, new Es256Suite(), out var file, out _));
        Assert.Equal(Policy().ToFile().Hash, file!.Hash);
        Assert.True((await _centre.Desk.PolicyAsync((Policy() with { Version = 2, Expires = Now.AddSeconds(-1) }).ToJson(), Stop)).IsInForce);
        var issued = Assert.Single(await _centre.Desk.InForceAsync(Stop), sent => sent.Topic.Kind == FileKind.Policy);
        Assert.True(SignedFile.TryRead(issued.Bytes, _centre.Signer.PublicKey.Span, new Es256Suite(), out var newest, out _));
        Assert.Equal("2", newest!.Version);
    }

    [Fact]
    public async Task What_makes_no_sense_is_not_signed()
    {
        Assert.Equal("policy.unknownPaper", await RefusalAsync(Policy()));
        await PaperAsync();
        Assert.Equal("policy.unknownPoint", await RefusalAsync(Policy() with { Point = "nowhere" }));
        Assert.Equal("policy.expired", await RefusalAsync(Policy() with { Expires = Now }));
        Assert.Equal("policy.malformed", await RefusalAsync(Policy() with { ApprovedBy = ["C-1"] }));
        Assert.True((await _centre.Desk.PolicyAsync(Policy().ToJson(), Stop)).IsInForce);
        Assert.Equal("policy.sameVersion", await RefusalAsync(Policy() with { Reason = "another" }));
        await _centre.Store.CommitAsync(new CentreChange { Paper = new(TestParts.Paper.Hash, "x", "1", "verified", TestParts.PaperFile) }, Stop);
        Assert.Equal("policy.needless", await RefusalAsync(Policy() with { Version = 2 }));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task An_exam_under_a_sample_paper_that_nobody_permitted_is_an_alarm(bool isPermitted, int alarms)
    {
        await PaperAsync();
        var policy = Policy() with { NotBefore = DateTimeOffset.UnixEpoch.AddDays(-1), Expires = DateTimeOffset.UnixEpoch.AddDays(1) };
        var signed = policy.ToFile();
        await _centre.Store.CommitAsync(new CentreChange { Policy = new("trial", 1, TestBox.Point, signed.Hash, signed.Content) }, Stop);
        var named = isPermitted ? signed.Hash : Hash256.Of("forged"u8);
        var journal = TestParts.Sealed(_box, 5, [], opened: TestParts.Opened(_box, mode: ExamMode.Exam, policies: named));
        foreach (var block in journal.Blocks)
            await _centre.TakeAsync(_box, block);
        Assert.Equal(ReScoreOutcome.Matches, (await _centre.Verifier.VerifyAsync(journal.Id, Stop))!.Outcome);
        Assert.Equal(alarms, (await _centre.Store.AlarmsAsync(Stop)).Count(alarm => alarm.Kind == AlarmKind.PaperNotPermitted));
    }

    public void Dispose() => _centre.Dispose();

    private DateTimeOffset Now => _centre.Clock.GetUtcNow();

    private async Task PaperAsync() => Assert.True((await _centre.Desk.PaperAsync("paper", TestParts.PaperFile, Stop)).IsInForce);

    private async Task<string> RefusalAsync(PaperPolicy policy) => Assert.Single((await _centre.Desk.PolicyAsync(policy.ToJson(), Stop)).Errors).Split(':')[0];

    private PaperPolicy Policy() => new("trial", 1, TestBox.Point, TestParts.Paper.Hash.ToString(), Now.AddDays(-1), Now.AddDays(1), ["C-1", "C-2"], "试点 trial");
}
