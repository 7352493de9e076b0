using System.Text;
using WeldExam.Contracts.Files;
using WeldExam.Exam.Journal;
using WeldExam.Exam.People;
using Xunit;

namespace WeldExam.Contracts.Tests.Files;

public sealed class StaffFileTests
{
    private const string Written = """
        {"point": "HB-001", "version": 2, "format": 1, "expires": "2027-06-30",
         "persons": [{"id": "E-01", "employer": "examCentre", "bodies": [{"body": "B-1", "teaches": false, "until": null}],
                      "qualifications": [{"role": "chiefExaminer", "from": "2026-01-01", "until": "2026-12-31"}]}],
         "rules": [{"id": "R-1", "kind": "maxBooths", "roles": ["examiner"], "booths": 2}]}
        """;

    [Fact]
    public void What_people_write_comes_out_in_one_spelling_and_only_that_is_issued()
    {
        var register = StaffFile.TryRead(Encoding.UTF8.GetBytes(Written), out var reason)!;
        Assert.Equal("", reason);
        Assert.Equal(new MaxBooths("R-1", register.Rules[0].Roles, 2), register.Rules[0]);
        Assert.Equal((Employer.ExamCentre, StaffRole.ChiefExaminer), (register.Persons[0].Employer, register.Persons[0].Qualifications[0].Role));
        var issued = StaffFile.ToJson(register);
        Assert.Equal(
            """{"format":1,"point":"HB-001","version":2,"expires":"2027-06-30","persons":[{"id":"E-01","employer":"examCentre","qualifications":[{"role":"chiefExaminer","from":"2026-01-01","until":"2026-12-31"}],"bodies":[{"body":"B-1","teaches":false,"until":null}]}],"rules":[{"kind":"maxBooths","booths":2,"id":"R-1","roles":["examiner"]}]}""",
            Encoding.UTF8.GetString(issued));
        Assert.NotNull(StaffFile.TryReadIssued(issued, out _));
        Assert.Null(StaffFile.TryReadIssued(Encoding.UTF8.GetBytes(Written), out reason));
        Assert.Equal("not in its one spelling", reason);
    }

    [Theory]
    [InlineData("\"kind\": \"maxBooths\"", "\"kind\": \"moreBooths\"")]
    [InlineData("\"kind\": \"maxBooths\", ", "")]
    [InlineData("\"booths\": 2", "\"booths\": 0")]
    [InlineData("\"booths\": 2", "\"booths\": 2, \"chairs\": 3")]
    [InlineData("\"examCentre\"", "2")]
    [InlineData("\"chiefExaminer\"", "\"chief\"")]
    [InlineData("\"E-01\"", "\"11010519491231002X\"")]
    [InlineData("\"E-01\"", "null")]
    [InlineData("\"format\": 1", "\"format\": 2")]
    [InlineData("\"version\": 2", "\"version\": 2, \"version\": 3")]
    [InlineData("\"point\": \"HB-001\"", "\"point\": \"HB/001\"")]
    [InlineData("[\"examiner\"]", "[]")]
    [InlineData("2026-12-31", "2025-12-31")]
    public void What_means_nothing_is_refused_whole(string from, string to)
    {
        Assert.Contains(from, Written, StringComparison.Ordinal);
        Assert.Null(StaffFile.TryRead(Encoding.UTF8.GetBytes(Written.Replace(from, to, StringComparison.Ordinal)), out var reason));
        Assert.NotEqual("", reason);
    }

    [Fact]
    public void A_roster_without_the_newer_fields_keeps_its_bytes()
    {
        var roster = new Roster("HB-001", 1, [new(new('a', 64), "c-1", "王**", new('a', 32), ["K1"], null, 1, new('c', 64))]);
        Assert.DoesNotContain("keeps", Encoding.UTF8.GetString(roster.ToJson()), StringComparison.Ordinal);
        var resit = roster with { Candidates = [roster.Candidates[0] with { TrainingBody = "B-1", Keeps = [new("K2", new('d', 32), new('e', 64), new(2027, 1, 1))] }] };
        var read = Roster.TryRead(resit.ToJson(), out var reason)!;
        Assert.Equal("", reason);
        Assert.Equal(("B-1", "K2"), (read.Candidates[0].TrainingBody, read.Candidates[0].Keeps!.Value[0].ToSubject()!.Subject));
        Assert.Null(Roster.TryRead((resit with { Candidates = [resit.Candidates[0] with { Keeps = [new("K2", "short", new('e', 64), default)] }] }).ToJson(), out _));
    }
}
