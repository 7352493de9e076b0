using System.Security.Cryptography;
using WeldExam.Contracts.Files;
using WeldExam.Contracts.Signing;
using WeldExam.Exam.Journal;
using WeldExam.Exam.People;
using WeldExam.Station.Files;
using WeldExam.Station.Identity;
using WeldExam.Station.People;
using WeldExam.TestKit.Disks;

namespace WeldExam.Station.Tests.Flow;

public sealed class IssuedFilesTests
{
    private readonly Es256Signer _centre = new(ECDsa.Create(ECCurve.NamedCurves.nistP256));
    private readonly SimulatedDisk _disk = new(seed: 3);
    private readonly RosterBook _book = new();
    private readonly PolicyBook _policies = new();

    [Fact]
    public void An_older_roster_is_not_called_in_force_and_not_kept()
    {
        var files = Files(_centre, _book);
        Assert.IsType<Adoption.InForce>(files.Adopt(Signed(2, "a"), out _));
        Assert.IsType<Adoption.Known>(files.Adopt(Signed(1, "b"), out _));
        Assert.Single(_disk.List());
        Assert.Equal(2, _book.Version);
    }

    [Fact]
    public void Another_roster_of_the_version_in_force_is_refused_and_does_not_come_back_after_a_restart()
    {
        var files = Files(_centre, _book);
        Assert.IsType<Adoption.InForce>(files.Adopt(Signed(2, "a"), out _));
        Assert.IsType<Adoption.Refused>(files.Adopt(Signed(2, "b"), out _));
        Assert.Single(_disk.List());
    }

    [Fact]
    public void A_roster_that_did_not_reach_the_disk_is_not_in_force()
    {
        _disk.Fail(DiskOperation.Replace);
        Assert.IsType<Adoption.Refused>(Files(_centre, _book).Adopt(Signed(1, "a"), out _));
        Assert.Equal(0, _book.Version);
    }

    [Fact]
    public void A_file_on_disk_under_the_centres_former_key_is_taken_again_under_the_new_one()
    {
        using var former = new Es256Signer(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        Assert.IsType<Adoption.InForce>(Files(former, new()).Adopt(Roster(1, "a").ToFile().Sign(former), out _));
        var files = Files(_centre, _book);
        Assert.Single(files.Load());
        Assert.IsType<Adoption.InForce>(files.Adopt(Signed(1, "a"), out _));
        Assert.Equal(1, _book.Version);
        Assert.IsType<Adoption.Known>(files.Adopt(Signed(1, "a"), out _));
        Assert.Empty(Files(_centre, new()).Load());
    }

    [Fact]
    public void A_policy_of_another_point_or_another_signer_is_refused_and_the_rest_outlives_a_restart()
    {
        var files = Files(_centre, _book);
        Assert.Contains("policy.otherPoint", Assert.IsType<Adoption.Refused>(files.Adopt(Policy("HB-002", 1).ToFile().Sign(_centre), out _)).Reason, StringComparison.Ordinal);
        using var station = new Es256Signer(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        Assert.IsType<Adoption.Refused>(files.Adopt(Policy("HB-001", 1).ToFile().Sign(station), out _));
        Assert.IsType<Adoption.InForce>(files.Adopt(Policy("HB-001", 2).ToFile().Sign(_centre), out _));
        Assert.IsType<Adoption.Known>(files.Adopt(Policy("HB-001", 1).ToFile().Sign(_centre), out _));
        Assert.Contains("policy.sameVersion", Assert.IsType<Adoption.Refused>(files.Adopt((Policy("HB-001", 2) with { Reason = "other" }).ToFile().Sign(_centre), out _)).Reason, StringComparison.Ordinal);
        Assert.Contains("policy.malformed", Assert.IsType<Adoption.Refused>(files.Adopt(new SignedFile(FileKind.Policy, "x", "1", "{}"u8.ToArray()).Sign(_centre), out _)).Reason, StringComparison.Ordinal);
        var again = new PolicyBook();
        Assert.Empty(new IssuedFiles(_disk, _centre.PublicKey, new Es256Suite(), new(), new(), again, "HB-001").Load());
        Assert.Equal(2, again.VersionOf("trial"));
    }

    private static PaperPolicy Policy(string point, int version) => new(
        "trial", version, point, new('c', 64), new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), ["C-1", "C-2"], "trial");

    private IssuedFiles Files(Es256Signer centre, RosterBook book) => new(_disk, centre.PublicKey, new Es256Suite(), new(), book, _policies, "HB-001");

    [Fact]
    public void A_staff_register_is_adopted_once_and_a_box_never_goes_back()
    {
        var book = new StaffBook();
        var files = Files(_centre, _book, book);
        Assert.IsType<Adoption.InForce>(files.Adopt(Register(3).Sign(_centre), out var file));
        Assert.Equal((FileKind.Staff, 3, file!.Hash), (file.Kind, book.Version, book.Hash));
        Assert.IsType<Adoption.Known>(files.Adopt(Register(2).Sign(_centre), out _));
        Assert.IsType<Adoption.Refused>(files.Adopt(Register(3, "R-2").Sign(_centre), out _));
        Assert.IsType<Adoption.Refused>(files.Adopt(Register(4, point: "HB-002").Sign(_centre), out _));
        var respelled = new SignedFile(FileKind.Staff, "HB-001", "4", (byte[])[.. Register(4).Content.Span, (byte)' ']);
        Assert.Equal("not in its one spelling", Assert.IsType<Adoption.Refused>(files.Adopt(respelled.Sign(_centre), out _)).Reason);
        using var stranger = new Es256Signer(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        Assert.IsType<Adoption.Refused>(files.Adopt(Register(9).Sign(stranger), out _));
        Assert.Single(_disk.List());

        var again = new StaffBook();
        Assert.Empty(Files(_centre, new(), again).Load());
        Assert.Equal((3, book.Hash), (again.Version, again.Hash));
    }

    private static SignedFile Register(int version, string rule = "R-1", string point = "HB-001") => StaffFile.ToFile(new(
        StaffRegister.KnownFormat, point, version, new(2099, 1, 1), [], [new NoTeaching(rule, [StaffRole.Examiner])]));

    private IssuedFiles Files(Es256Signer centre, RosterBook book, StaffBook staff) =>
        new(_disk, centre.PublicKey, new Es256Suite(), new(), book, _policies, "HB-001") { Staff = staff };

    private byte[] Signed(int version, string who) => Roster(version, who).ToFile().Sign(_centre);

    private static Roster Roster(int version, string who) => new("HB-001", version, [new(
        new('a', 64), who, "王**", new('1', 32), ["K2"], null, 1, new('c', 64))]);
}
