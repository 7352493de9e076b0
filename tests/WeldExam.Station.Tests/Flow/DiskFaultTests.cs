using WeldExam.Exam.Journal;
using WeldExam.Station.Flow;
using WeldExam.TestKit.Disks;

namespace WeldExam.Station.Tests.Flow;

[Trait("Clause", "architecture §3, promise 4")]
public sealed class DiskFaultTests : IDisposable
{
    private readonly Bench _bench = new();

    [Fact]
    public void After_one_failed_flush_the_act_is_not_recorded_the_file_is_left_alone_and_the_act_can_be_repeated()
    {
        var part = _bench.OpenPart();
        Assert.IsType<Done>(_bench.Act(part, new SubjectStarted(_bench.Command(), Bench.First)));
        _bench.Wait(2);
        var durable = _bench.Reading(part).Blocks.Length;
        var mark = new Marked(_bench.Command(), Bench.First, "K21.2", null, MarkKind.Met, 0, null, "");

        _bench.Disk.Fail(DiskOperation.Sync);
        var lost = Assert.IsType<NotRecorded>(_bench.Act(part, mark));
        Assert.Equal(("sync", SimulatedDisk.InputOutput), (lost.Fault.Operation, lost.Fault.Errno));
        Assert.Empty(_bench.Part.Session.Marks);
        Assert.IsType<NotRecorded>(_bench.Act(part, mark)); // still before the recovery
        Assert.Equal(durable, _bench.Station.Store.ProgressOf(part)!.Value.Durable);

        _bench.Wait(2);
        Assert.Empty(_bench.Disk.Misuses);
        var resumed = _bench.Reading(part);
        Assert.Equal(0, Occurrences(part, mark));
        Assert.Equal(1, resumed.Blocks[durable].Block.Epoch);
        var entry = Assert.IsType<Resumed>(resumed.Blocks[durable].Block.Entries[0].Entry);
        Assert.Equal((InterruptionCause.StorageFault, true), (entry.Cause, entry.DroppedBytes > 0));

        Assert.IsType<Done>(_bench.Act(part, mark));
        Assert.True(Assert.IsType<Done>(_bench.Act(part, mark)).Again);
        Assert.Equal(1, Occurrences(part, mark));
        Assert.True(_bench.Reading(part).IsSound);
        _bench.Reboot();
        Assert.Equal(1, Occurrences(part, mark));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_opening_that_was_not_recorded_is_repeated_under_the_same_command_and_stays_the_only_part(bool byName)
    {
        _bench.Start();
        var request = _bench.Request(_bench.Present());
        _bench.Disk.Fail(byName ? DiskOperation.Create : DiskOperation.Sync);
        Assert.IsType<NotRecorded>(_bench.Open(request));
        Assert.Null(_bench.Ask(loop => loop.Part));
        Assert.False(Assert.IsType<Done>(_bench.Open(request)).Again);
        Assert.True(Assert.IsType<Done>(_bench.Open(request)).Again);
        var part = _bench.Part.Journal;
        _bench.Restart();
        Assert.Equal(part, _bench.Part.Journal);
        Assert.True(Assert.IsType<Done>(_bench.Open(request)).Again);
        Assert.Single(_bench.Station.Store.PartsOf(_bench.Part.Session.Part!.Sitting));
    }

    [Fact]
    public void An_opening_that_was_not_recorded_does_not_come_back_after_a_restart()
    {
        _bench.Start();
        _bench.Disk.Fail(DiskOperation.Sync);
        Assert.IsType<NotRecorded>(_bench.Open(_bench.Request(_bench.Present())));
        _bench.Restart();
        Assert.Null(_bench.Ask(loop => loop.Part));
    }

    [Fact]
    public void A_full_disk_opens_no_part_and_a_part_that_fills_it_says_so_and_goes_on_when_there_is_room()
    {
        var part = _bench.OpenPart();
        _bench.Disk.Capacity = 0;
        var act = new Interrupted(InterruptionCause.Paused, Bench.First);
        Assert.Equal(SimulatedDisk.NoSpace, Assert.IsType<NotRecorded>(_bench.Act(part, act)).Fault.Errno);
        _bench.Wait(5);
        Assert.NotNull(_bench.Part.Fault);
        Assert.Contains("storage.fault", _bench.Ask(loop => loop.Readiness(_bench.Paper, _bench.Paper.Task("K21")!)).Select(reason => reason.Code));
        _bench.Disk.Capacity = long.MaxValue;
        _bench.Wait(2);
        Assert.IsType<Done>(_bench.Act(part, act));
        Assert.True(_bench.Reading(part).IsSound);
    }

    [Fact]
    public void A_read_only_disk_refuses_a_part_and_loses_none()
    {
        var part = _bench.OpenPart();
        var blocks = _bench.Reading(part).Blocks.Length;
        _bench.Disk.IsReadOnly = true;
        _bench.Wait(3);
        Assert.Equal(SimulatedDisk.ReadOnlyFileSystem, Assert.IsType<NotRecorded>(_bench.Act(part, new Interrupted(InterruptionCause.Paused, Bench.First))).Fault.Errno);
        _bench.Disk.IsReadOnly = false;
        _bench.Wait(2);
        Assert.Null(_bench.Part.Fault);
        Assert.True(_bench.Reading(part).Blocks.Length > blocks);
    }

    [Fact]
    public void A_part_that_the_disk_would_not_give_at_start_is_tried_again_and_no_other_opens_meanwhile()
    {
        var part = _bench.OpenPart();
        _bench.Disk.Kill();
        _bench.Disk.Fail(DiskOperation.Open, times: 10);
        _bench.Restart();
        _bench.Wait(1);
        Assert.Null(_bench.Ask(loop => loop.Part));
        Assert.Contains("storage.fault", _bench.Codes(_bench.Open(_bench.Request(_bench.Present(1)))));
        _bench.Disk.Heal();
        _bench.Wait(2);
        Assert.Equal(part, _bench.Part.Journal);
    }

    [Fact]
    public void The_station_s_journal_loses_nothing_over_a_failed_flush_and_leaves_no_litter()
    {
        _bench.Start();
        _bench.Disk.Fail(DiskOperation.Sync, times: 5);
        _bench.Ask(loop => loop.Present(new Drivers.IdCards.CardRefused(loop.Now, Drivers.IdCards.CardRefusal.Expired), "reader-1"));
        _bench.Wait(20);
        var days = _bench.Station.Store.Load().Where(found => found.Reading!.Opened?.Kind == JournalKind.Station).ToArray();
        Assert.NotEmpty(days.SelectMany(day => day.Reading!.Entries).Select(recorded => recorded.Entry).OfType<IdentityChecked>());
        Assert.InRange(_bench.Disk.Names.Count, 1, 3);
    }

    public void Dispose() => _bench.Dispose();

    private int Occurrences(JournalId part, Marked mark) =>
        _bench.Reading(part).Entries.Count(recorded => recorded.Entry is Marked marked && marked.Command == mark.Command);
}
