using WeldExam.Centre.Archive;
using WeldExam.Centre.Issue;
using WeldExam.Centre.Tests.Fixtures;
using WeldExam.Contracts.Files;
using WeldExam.Contracts.Signing;
using WeldExam.Exam.Journal;
using WeldExam.Exam.People;

namespace WeldExam.Centre.Tests.Issue;

public sealed class StaffIssueTests : IDisposable
{
    private readonly TestBox _box = new("box-1", "S1");
    private readonly TestCentre _centre;

    public StaffIssueTests() => _centre = new(new MemoryStore(), null, _box);

    [Fact]
    public async Task A_register_goes_signed_and_in_its_one_spelling_to_the_stations_of_its_point_and_comes_again_at_every_start()
    {
        var register = Register(2);
        var outcome = await PutAsync(register, " ");
        Assert.Empty(outcome.Errors);
        foreach (var message in outcome.Messages.Concat(await _centre.Desk.InForceAsync(CancellationToken.None)))
        {
            Assert.Equal((FileKind.Staff, _box.Address.Point), (message.Topic.Kind, message.Topic.Name));
            Assert.True(SignedFile.TryRead(message.Bytes, _centre.Signer.PublicKey.Span, new Es256Suite(), out var file, out _));
            Assert.Equal(StaffFile.ToFile(register).Hash, file!.Hash);
        }

        Assert.Equal(2, outcome.Messages.Length + (await _centre.Desk.InForceAsync(CancellationToken.None)).Length);
    }

    [Fact]
    public async Task What_is_older_other_under_one_version_elsewhere_or_meaningless_is_refused_with_the_reason()
    {
        Assert.True((await PutAsync(Register(2))).IsInForce);
        Assert.True((await PutAsync(Register(2))).IsInForce); // the same again, as at every start
        Assert.Contains("give it a higher one", Assert.Single((await PutAsync(Register(1))).Errors), StringComparison.Ordinal);
        Assert.Contains("give it a higher one", Assert.Single((await PutAsync(Register(2) with { Rules = [] })).Errors), StringComparison.Ordinal);
        Assert.Contains("no box of point", Assert.Single((await PutAsync(Register(3) with { Point = "elsewhere" })).Errors), StringComparison.Ordinal);
        Assert.Equal("format 9 is not known", Assert.Single((await PutAsync(Register(3) with { Format = 9 })).Errors));
    }

    public void Dispose() => _centre.Dispose();

    private StaffRegister Register(int version) =>
        new(StaffRegister.KnownFormat, _box.Address.Point, version, new(2099, 1, 1), [], [new NoTeaching("R-1", [StaffRole.Examiner])]);

    private async Task<IssueOutcome> PutAsync(StaffRegister register, string after = "") =>
        await _centre.Desk.StaffAsync((byte[])[.. StaffFile.ToJson(register), .. System.Text.Encoding.UTF8.GetBytes(after)], CancellationToken.None);
}
