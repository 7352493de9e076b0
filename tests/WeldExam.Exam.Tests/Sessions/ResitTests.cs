using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.People;
using WeldExam.Exam.Sessions;

namespace WeldExam.Exam.Tests.Sessions;

public sealed class ResitTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly KeptSubject Kept = new("K1", new(new Guid(1, 2, 3, new byte[8])), Hash256.Of([1]), Today);
    private static readonly EarlierPart Part = new("P-1", "K1", Hash256.Of([1]), IsVoided: false);

    [Fact]
    public void A_passed_subject_is_kept_through_its_last_day()
    {
        Assert.Empty(Refuse(Part, Today, Kept));
        Assert.Empty(Refuse(null, Today, Kept)); // held at another box
        Assert.Equal([new(ResitFault.Expired, "K1")], Refuse(Part, Today.AddDays(1), Kept));
        Assert.Equal([new(ResitFault.Expired, "K1")], Resit.Refuse("P-1", ["K3"], [Kept], _ => null, new(Today, Today.AddDays(1)))); // perhaps over
    }

    [Fact]
    public void What_is_held_again_or_named_twice_is_not_kept()
    {
        Assert.Equal([new(ResitFault.HeldAgain, "K3")], Refuse(null, Today, Kept with { Subject = "K3" }));
        Assert.Equal([new(ResitFault.Twice, "K1")], Refuse(Part, Today, Kept, Kept));
    }

    [Fact]
    public void Another_s_part_another_subject_another_seal_and_a_voided_part_are_not_kept()
    {
        EarlierPart[] wrong = [Part with { Candidate = "P-2" }, Part with { Subject = "K2" }, Part with { MerkleRoot = null }, Part with { MerkleRoot = Hash256.Of([2]) }, Part with { IsVoided = true }];
        Assert.All(wrong, part => Assert.Equal([new(ResitFault.OtherPart, "K1")], Refuse(part, Today, Kept)));
    }

    private static ImmutableArray<ResitRefusal> Refuse(EarlierPart? part, DateOnly day, params ImmutableArray<KeptSubject> keeps) =>
        Resit.Refuse("P-1", ["K3"], keeps, _ => part, new ExamDay(day, day));
}
