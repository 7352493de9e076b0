using WeldExam.Contracts.Files;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Station.Files;
using WeldExam.Station.Flow;
using WeldExam.TestKit.Disks;
using WeldExam.TestKit.Stations;

namespace WeldExam.Station.Tests.Flow;

/// <summary>In an exam the task is drawn at the box, once, on record, and it binds.</summary>
public sealed class TaskDrawingTests
{
    [Fact]
    public void Nothing_opens_before_the_draw_and_only_the_drawn_task_after_it()
    {
        using var bench = Exam();
        Assert.Equal(["task.drawMissing: K2"], bench.Reasons(bench.Open(bench.Request(bench.Present()))).Select(reason => reason.ToString()));
        var identity = bench.Present();
        Assert.Equal("K21", Draw(bench, identity, ["K21"]).Drawn!.Task);
        var open = bench.Request(identity);
        Assert.Equal(["task.notDrawn"], bench.Codes(bench.Open(open with { Task = "K22" })).Where(code => code.StartsWith("task.", StringComparison.Ordinal)));
        Assert.IsType<Done>(bench.Open(open));
    }

    [Fact]
    public void A_second_draw_and_one_after_a_power_cut_name_the_first()
    {
        using var bench = Exam();
        var first = Draw(bench, bench.Present(), []).Drawn!;
        Assert.True(TaskDraw.Recomputes(TestPaper.Sample, first));
        Assert.Equal(first.Task, Draw(bench, bench.Present(), []).Drawn!.Task);
        bench.Reboot();
        var again = Draw(bench, bench.Present(), ["K24"]).Drawn!;
        Assert.Equal((first.Task, first.Seed), (again.Task, again.Seed));
    }

    [Fact]
    public void The_draw_goes_on_record_in_the_part_too()
    {
        using var bench = Exam();
        var identity = bench.Present();
        Draw(bench, identity, ["K21"]);
        Assert.IsType<Done>(bench.Open(bench.Request(identity)));
        var entry = Assert.Single(bench.Reading(bench.Part.Journal).Entries, recorded => recorded.Entry is TaskDrawn);
        Assert.Equal("K21", ((TaskDrawn)entry.Entry).Task);
    }

    [Fact]
    public void A_candidate_names_a_lot()
    {
        using var bench = Exam(TestPaper.Read(TestPaper.Text.Replace("drawing: system", "drawing: candidate", StringComparison.Ordinal)));
        var identity = bench.Present();
        Assert.Equal("draw.lot", Draw(bench, identity, []).Reasons[0].Code);
        Assert.Equal("draw.lot", Draw(bench, identity, [], lot: 5).Reasons[0].Code);
        Assert.Equal(4, Draw(bench, identity, [], lot: 4).Drawn!.Lot);
    }

    [Fact]
    public void What_the_roster_brought_or_the_paper_leaves_free_is_not_drawn()
    {
        using var roster = new Bench(new() { Drawn = ["K21"] });
        Assert.Equal("draw.byRoster", Draw(roster, roster.Present(), []).Reasons[0].Code);
        using var free = Exam(TestPaper.Read(TestPaper.Text.Replace("drawing: system", "drawing: free", StringComparison.Ordinal)));
        Assert.Equal("draw.free", Draw(free, free.Present(), []).Reasons[0].Code);
        Assert.IsType<Done>(free.Open(free.Request(free.Present())));
    }

    [Fact]
    public void Without_an_identity_or_outside_the_sitting_nothing_is_drawn()
    {
        using var bench = new Bench(new() { Subjects = ["K1"] });
        Assert.Equal("identity.unknown", bench.Ask(loop => loop.Draw(new(Guid.Empty, "K1", [], null, Bench.First))).Reasons[0].Code);
        Assert.Equal("task.notInSitting", Draw(bench, bench.Present(), []).Reasons[0].Code);
    }

    [Fact]
    public void A_draw_that_the_disk_did_not_take_is_not_told_and_no_other_comes_after_it()
    {
        using var bench = Exam();
        var identity = bench.Present();
        bench.Disk.Fail(DiskOperation.Sync);
        Assert.Equal("storage.notRecorded", Draw(bench, identity, []).Reasons[0].Code);
        bench.Wait(3);
        var told = Draw(bench, identity, []).Drawn!;
        bench.Reboot();
        Assert.Equal(told.Seed, Draw(bench, bench.Present(), []).Drawn!.Seed);
    }

    private static Bench Exam(Paper? paper = null)
    {
        var book = new PolicyBook();
        var bench = new Bench(new() { Mode = ExamMode.Exam, Policies = book, Papers = [paper ?? TestPaper.Sample] });
        var now = bench.Pump.Clock.GetUtcNow();
        var policy = new PaperPolicy("trial", 1, "HB-0311-07", (paper ?? TestPaper.Sample).Hash.ToString(), now.AddDays(-1), now.AddDays(1), ["C-1", "C-2"], "trial");
        book.Adopt(policy, Hash256.Of("policy"u8));
        return bench;
    }

    private static DrawAnswer Draw(Bench bench, Station.Identity.IdentityVerdict identity, string[] among, int? lot = null) =>
        bench.Ask(loop => loop.Draw(new(identity.Id, "K2", [.. among], lot, Bench.First)));
}
