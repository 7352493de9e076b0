using WeldExam.Exam.Journal;
using WeldExam.Exam.Sessions;
using WeldExam.Station.Flow;
using WeldExam.TestKit.Stations;

namespace WeldExam.Station.Tests.Flow;

/// <summary>K21 with a limit of twenty seconds.</summary>
public sealed class TimeUpTests : IDisposable
{
    private const int Limit = 20;

    private readonly Bench _bench = new(new()
    {
        Papers = [TestPaper.Read(TestPaper.Text.Replace("timeLimitSeconds: 1800", $"timeLimitSeconds: {Limit}", StringComparison.Ordinal))],
    });

    [Fact]
    public void The_station_ends_the_part_within_a_second_of_the_limit_and_in_its_own_name()
    {
        var part = Started();
        _bench.Wait(Limit - 0.2);
        Assert.Equal(SessionPhase.Running, _bench.Part.Session.Phase);
        _bench.Wait(1.2);
        AssertEndedOnce(part);
        Assert.Equal(["act.alreadyEnded"], _bench.Codes(_bench.Act(part, Ended(Bench.First, EndReason.Finished))));
        _bench.MarkAll(part);
        _bench.Close(part);
        Assert.True(_bench.Reading(part).IsSound);
    }

    [Fact]
    public void A_pause_is_given_back()
    {
        var part = Started();
        _bench.Wait(5);
        Assert.IsType<Done>(_bench.Act(part, new Interrupted(InterruptionCause.Paused, Bench.First)));
        _bench.Wait(100);
        Assert.IsType<Done>(_bench.Act(part, new Resumed(InterruptionCause.Paused, 0, Bench.First)));
        _bench.Wait(Limit - 5.2);
        Assert.Equal(SessionPhase.Running, _bench.Part.Session.Phase);
        _bench.Wait(1.2);
        AssertEndedOnce(part);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_a_kill_the_time_goes_on_from_the_record_and_is_up_once(bool withReboot)
    {
        var part = Started();
        _bench.Wait(Limit - 5);
        for (var life = 0; life < 3; life++) // before the limit, past it, long past it
        {
            if (withReboot)
            {
                _bench.Reboot();
                _bench.Wait(Limit); // the power was gone: the time stands still until an examiner has looked
                if (life == 0)
                    Assert.IsType<Done>(_bench.Act(part, new Resumed(InterruptionCause.PowerLost, 0, Bench.Second)));
            }
            else
            {
                _bench.Restart();
            }

            _bench.Wait(Limit);
        }

        AssertEndedOnce(part);
    }

    /// <summary>What the disk did not take is no examined time, so the limit comes later, and the kill comes before it was entered.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_disk_that_takes_nothing_at_the_limit_delays_the_entry_and_does_not_double_it(bool isKilled)
    {
        var part = Started();
        _bench.Wait(Limit - 2);
        _bench.Disk.IsReadOnly = true;
        _bench.Wait(10);
        Assert.NotNull(_bench.Part.Fault);
        Assert.Equal(SessionPhase.Running, _bench.Part.Session.Phase);
        _bench.Disk.IsReadOnly = false;
        if (isKilled)
            _bench.Restart();
        _bench.Wait(5);
        AssertEndedOnce(part);
    }

    [Fact]
    public void A_flush_that_fails_at_the_very_entry_leaves_one_entry()
    {
        var part = Started();
        _bench.Wait(Limit - 0.3);
        Assert.Null(_bench.Part.Fault);
        _bench.Disk.Fail(TestKit.Disks.DiskOperation.Sync, times: 3);
        _bench.Wait(10);
        AssertEndedOnce(part);
    }

    [Fact]
    public void Nobody_ends_it_early_as_time_up_nor_in_the_station_s_name_nor_unassigned()
    {
        var part = Started();
        _bench.Wait(5);
        Assert.Equal(["part.timeNotUp"], _bench.Codes(_bench.Act(part, Ended(Bench.First, EndReason.TimeUp))));
        Assert.Equal(["act.notAssigned"], _bench.Codes(_bench.Act(part, Ended("E-99", EndReason.TimeUp))));
        Assert.Equal(["act.notAssigned"], _bench.Codes(_bench.Act(part, Ended(SubjectEnded.ByStation, EndReason.TimeUp))));
        Assert.Equal(["act.notAssigned"], _bench.Codes(_bench.Act(part, Ended(SubjectEnded.ByStation, EndReason.Finished))));
        Assert.Equal(SessionPhase.Running, _bench.Part.Session.Phase);
    }

    public void Dispose() => _bench.Dispose();

    private JournalId Started()
    {
        var part = _bench.OpenPart();
        Assert.IsType<Done>(_bench.Act(part, new SubjectStarted(_bench.Command(), Bench.First)));
        return part;
    }

    private SubjectEnded Ended(string by, EndReason reason) => new(_bench.Command(), by, reason);

    private void AssertEndedOnce(JournalId part)
    {
        var session = _bench.Part.Session;
        Assert.Equal((SessionPhase.Ended, EndReason.TimeUp), (session.Phase, session.EndReason));
        Assert.InRange(session.Examined(default), TimeSpan.FromSeconds(Limit), TimeSpan.FromSeconds(Limit + 1));
        var ended = Assert.Single(_bench.Reading(part).Entries.Select(recorded => recorded.Entry).OfType<SubjectEnded>());
        Assert.Equal((SubjectEnded.ByStation, EndReason.TimeUp), (ended.By, ended.Reason));
    }
}
