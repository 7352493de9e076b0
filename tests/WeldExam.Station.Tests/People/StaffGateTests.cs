using System.Collections.Immutable;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.People;
using WeldExam.Station.Flow;
using WeldExam.TestKit.Stations;

namespace WeldExam.Station.Tests.People;

[Trait("Clause", "冀应急〔2023〕17号 §11")]
public sealed class StaffGateTests : IDisposable
{
    private const string Teacher = "E-04";

    private static readonly StaffRegister Register = new(StaffRegister.KnownFormat, "HB-0311-07", 4, new(2099, 12, 31),
    [
        Person(Bench.First), Person(Bench.Second), Person("E-03"),
        Person(Teacher) with { Bodies = [new("BODY-9", true, null)] },
        Person("C-01", StaffRole.ChiefExaminer) with { Employer = Employer.ExamCentre },
    ],
    [
        new NoTeaching("R-teaching", [StaffRole.Examiner, StaffRole.ChiefExaminer]),
        new NotOwnBody("R-own-body", [StaffRole.Examiner]),
        new Qualified("R-qualified", [StaffRole.Examiner, StaffRole.ChiefExaminer, StaffRole.Technician]),
    ]);

    private Bench _bench = new(new() { Staff = Register });

    [Fact]
    public void Everything_against_the_staff_is_said_at_once_and_on_record()
    {
        var answer = _bench.Open(Request(Teacher, "X-99") with { TickedBy = Teacher });
        Assert.Equal(["staff.teaches: E-04 (R-teaching)", "staff.unknown: X-99 (register)"], _bench.Reasons(answer).Select(reason => reason.ToString()));
        _bench.Wait(2);
        var judged = Assert.Single(Day().OfType<StaffJudged>());
        Assert.Equal([StaffFault.Teaches, StaffFault.Unknown], judged.Refusals.Select(refusal => refusal.Fault));
        Assert.Equal((4, false, BenchStation.RegisterHash), (judged.Version, judged.IsExpired, judged.Register));
        Assert.Null(_bench.Ask(loop => loop.Part));
    }

    [Fact]
    public void What_the_register_said_stands_in_the_part_s_journal()
    {
        var part = _bench.OpenPart();
        var entries = _bench.Reading(part).Entries.Select(recorded => recorded.Entry).ToArray();
        var judged = Assert.Single(entries.OfType<StaffJudged>());
        Assert.Empty(judged.Refusals);
        Assert.True(Array.IndexOf(entries, judged) < Array.FindIndex(entries, entry => entry is Assigned));
        Assert.Empty(entries.OfType<StaffDrawn>());
    }

    [Fact]
    public void Staff_is_drawn_on_request_and_the_draw_can_be_verified()
    {
        Assert.Equal(["staff.namedAndDrawn"], _bench.Codes(_bench.Open(Request(Bench.First) with { DrawStaff = true })).Take(1));
        var part = Assert.IsType<Done>(_bench.Open(Request() with { DrawStaff = true, DrawChief = true })).Journal;
        var entries = _bench.Reading(part).Entries.Select(recorded => recorded.Entry).ToArray();
        var drawn = Assert.Single(entries.OfType<StaffDrawn>());
        Assert.True(StaffDraw.Verify(drawn));
        Assert.Equal(["C-01", "E-01", "E-02", "E-03"], drawn.Pool.Select(person => person.Id).Order(StringComparer.Ordinal)); // never the teacher
        Assert.Equal(drawn.Drawn, Assert.Single(entries.OfType<Assigned>()).Staff);
        Assert.Equal("C-01", drawn.Drawn[0].Id);
        Assert.Equal(3, drawn.Drawn.Length);
    }

    [Fact]
    public void Nobody_examines_candidates_of_their_own_body()
    {
        var tied = Register with { Persons = [.. Register.Persons.Select(person => person.Id == Bench.First ? person with { Bodies = [new("BODY-7", false, null)] } : person)] };
        Use(new() { Staff = tied, TrainingBody = "BODY-7" });
        Assert.Equal(["staff.ownBody"], _bench.Codes(_bench.Open(Request(Bench.First, Bench.Second))));
        Use(new() { Staff = tied });
        Assert.IsType<Done>(_bench.Open(Request(Bench.First, Bench.Second)));
    }

    [Fact]
    public void An_expired_register_goes_on_prohibiting_and_says_so()
    {
        Use(new() { Staff = Register with { Expires = new(2020, 1, 1) } });
        Assert.Equal(["staff.teaches", "staff.registerExpired"], _bench.Codes(_bench.Open(Request(Bench.First, Teacher))));
        var part = Assert.IsType<Done>(_bench.Open(Request(Bench.First, Bench.Second))).Journal;
        Assert.True(Assert.Single(_bench.Reading(part).Entries.Select(recorded => recorded.Entry).OfType<StaffJudged>()).IsExpired);
    }

    [Fact]
    public void In_exam_mode_a_station_with_a_centre_needs_the_register_and_says_so_in_readiness()
    {
        var paper = TestPaper.Read(TestPaper.Text.Replace("status: sample", "status: verified", StringComparison.Ordinal));
        Use(new() { Mode = ExamMode.Exam, HasCentre = true, Papers = [paper], Drawn = ["K21"] });
        _bench.Wait(2);
        Assert.Equal(["staff.noRegister"], _bench.Ask(loop => loop.Readiness(paper, paper.Task("K21")!)).Select(reason => reason.Code));
        Assert.Equal(["staff.noRegister"], _bench.Codes(_bench.Open(Request(Bench.First, Bench.Second))));
        Use(new() { Mode = ExamMode.Exam, HasCentre = true, Papers = [paper], Staff = Register, Drawn = ["K21"] });
        _bench.Wait(2);
        Assert.IsType<Done>(_bench.Open(Request(Bench.First, Bench.Second)));
    }

    [Fact]
    public void Without_a_register_names_are_taken_as_given_and_nobody_can_be_drawn()
    {
        Use(new());
        Assert.Equal(["staff.noRegister"], _bench.Codes(_bench.Open(Request() with { DrawStaff = true })));
        var part = Assert.IsType<Done>(_bench.Open(Request("anybody", "somebody") with { TickedBy = "another" })).Journal;
        Assert.Empty(_bench.Reading(part).Entries.Select(recorded => recorded.Entry).OfType<StaffJudged>());
    }

    [Fact]
    public void Who_vouches_for_the_start_state_is_one_of_the_staff() =>
        Assert.Equal(["act.notAssigned"], _bench.Codes(_bench.Open(Request(Bench.First, Bench.Second) with { TickedBy = "E-03" })));

    [Fact]
    public void A_technician_does_not_make_up_the_number_of_examiners()
    {
        Use(new());
        var request = Request(Bench.First);
        Assert.Equal(["staff.tooFew"], _bench.Codes(_bench.Open(request with { Staff = request.Staff.Add(new("T-01", StaffRole.Technician)) })));
    }

    [Fact]
    public void A_re_sit_keeps_what_is_valid_and_carries_it_in_its_opening()
    {
        var kept = new KeptSubject("K9", new(new Guid(1, 2, 3, new byte[8])), Hash256.Of([1]), new(2099, 1, 1));
        Use(new() { Keeps = [kept with { ValidUntil = new(2020, 1, 1) }, kept with { Subject = "K2" }] });
        Assert.Equal(["resit.expired: K9", "resit.heldAgain: K2"], _bench.Reasons(_bench.Open(Request(Bench.First, Bench.Second))).Select(reason => reason.ToString()));
        Use(new() { Keeps = [kept] });
        var part = Assert.IsType<Done>(_bench.Open(Request(Bench.First, Bench.Second))).Journal;
        Assert.Equal([kept], _bench.Reading(part).Opened!.Part!.Keeps);
    }

    public void Dispose() => _bench.Dispose();

    private static StaffPerson Person(string id, StaffRole role = StaffRole.Examiner) => new(id, Employer.Other, [new(role, new(2000, 1, 1), new(2099, 12, 31))], []);

    private OpenPartRequest Request(params ImmutableArray<string> examiners) =>
        _bench.Request(_bench.Present()) with { Staff = [.. examiners.Select(id => new Assignee(id, StaffRole.Examiner))] };

    private IEnumerable<Entry> Day() =>
        _bench.Station.Store.Load().Single(found => found.Reading!.Opened!.Kind == JournalKind.Station).Reading!.Entries.Select(recorded => recorded.Entry);

    private void Use(BenchOptions options)
    {
        _bench.Dispose();
        _bench = new(options);
    }
}
