using WeldExam.Exam.Journal;
using WeldExam.Station.Flow;

namespace WeldExam.Station.Tests.Flow;

/// <summary>What a broken or hostile client may send: it gets its refusal, and the box, which other candidates use, goes on.</summary>
public sealed class HostileRequestTests : IDisposable
{
    private readonly Bench _bench = new();

    [Theory]
    [InlineData(null, MarkKind.Met)]
    [InlineData("E-01", (MarkKind)99)]
    public void An_act_that_no_reader_would_understand_is_refused(string? by, MarkKind kind)
    {
        var part = _bench.OpenPart();
        var answer = _bench.Act(part, new Marked(_bench.Command(), by!, "K21.2", null, kind, 0, null, ""));
        Assert.Equal(["act.notText"], _bench.Codes(answer));
        _bench.Wait(2);
        Assert.True(_bench.Reading(part).IsSound);
    }

    public static TheoryData<string> Requests => ["no task", "long task", "no staff id", "unknown role", "long staff", "nobody ticked", "huge current"];

    [Theory]
    [MemberData(nameof(Requests))]
    public void An_opening_that_cannot_be_written_is_refused(string kind)
    {
        _bench.Start();
        var sound = _bench.Request(_bench.Present());
        var answer = _bench.Open(kind switch
        {
            "no task" => sound with { Task = null! },
            "long task" => sound with { Task = new('K', 100_000) },
            "no staff id" => sound with { Staff = [.. sound.Staff, new(null!, StaffRole.Examiner)] },
            "unknown role" => sound with { Staff = [.. sound.Staff, new("E-03", (StaffRole)99)] },
            "long staff" => sound with { Staff = [.. sound.Staff, new(new('E', 100_000), StaffRole.Examiner)] },
            "nobody ticked" => sound with { TickedBy = null! },
            _ => sound with { TaskCard = Bench.Card with { CurrentMax = decimal.MaxValue } },
        });
        if (kind != "nobody ticked") // the session itself asks who ticked, at the start
            Assert.NotEmpty(_bench.Reasons(answer));
        _bench.Wait(2);
        if (kind != "nobody ticked")
            Assert.IsType<Done>(_bench.Open(_bench.Request(_bench.Present())));
    }

    [Fact]
    public void A_part_of_another_candidate_is_not_replaced()
    {
        var first = _bench.OpenPart();
        Assert.IsType<Done>(_bench.Act(first, new SubjectEnded(_bench.Command(), Bench.First, EndReason.GaveUp)));
        _bench.MarkNothingAndClose(first);
        var answer = _bench.Open(_bench.Request(_bench.Present(1)) with { Replaces = first });
        Assert.Equal(["replaces.otherSitting"], _bench.Codes(answer));
    }

    [Fact]
    public void The_start_of_an_earlier_boot_is_no_tick_of_this_one()
    {
        var part = _bench.OpenPart();
        Assert.IsType<Done>(_bench.Act(part, new SubjectStarted(_bench.Command(), Bench.First)));
        Assert.NotNull(_bench.Part.Started);
        _bench.Reboot();
        Assert.Null(_bench.Part.Started);
    }

    public void Dispose() => _bench.Dispose();
}
