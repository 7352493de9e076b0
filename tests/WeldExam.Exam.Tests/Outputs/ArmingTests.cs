using CsCheck;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Outputs;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Tests.Outputs;

[Trait("Clause", "practice: Inputs, outputs, safety")]
public sealed class ArmingTests
{
    private static readonly ArmingSight Clear = new(new(0), SwitchState.Off, SwitchState.Off, SwitchState.Off, SwitchState.Unknown);
    private readonly Arming _arming = new();

    [Fact]
    public void A_program_that_begins_energises_nothing_before_an_examiner_arms()
    {
        Identified();
        Assert.Null(_arming.Decide(Clear));
        Rearm();
        Assert.Equal((SwitchState.On, OutputCause.PartIdentified), Next(Clear));
    }

    [Theory]
    [InlineData("K1", true)]
    [InlineData("K3", true)]
    [InlineData("K2", false)]
    public void Outside_an_identified_K2_part_nothing_is_ordered_on(string subject, bool accepted)
    {
        Rearm();
        _arming.Take(Part(subject));
        _arming.Take(new IdentityChecked(accepted, [], []));
        Assert.Null(_arming.Decide(Clear));
    }

    [Fact]
    public void An_emergency_stop_locks_and_its_release_lifts_nothing()
    {
        Armed();
        Assert.Equal((SwitchState.Off, OutputCause.EmergencyStop), Next(Clear with { EmergencyStop = SwitchState.On }));
        Assert.Null(_arming.Decide(Clear));
        Assert.Null(Arming.Rearm(Command, "E-1", "tested", Clear with { EmergencyStop = SwitchState.On }));
        Assert.Null(Arming.Rearm(Command, "E-1", "tested", Clear with { EmergencyStop = SwitchState.Unknown }));
        Assert.Null(Arming.Rearm(Command, "E-1", " ", Clear));
        Assert.Null(Arming.Rearm(Command, "", "tested", Clear));
        Rearm();
        Assert.Equal((SwitchState.On, OutputCause.PartIdentified), Next(Clear));
    }

    [Fact]
    public void A_stop_too_short_for_the_screen_locks_by_its_edge()
    {
        Armed();
        _arming.Take(new InputChanged(0, SwitchState.On, new(5), Quality.Good));
        _arming.Take(new InputChanged(0, SwitchState.Off, new(6), Quality.Good));
        Assert.Equal((SwitchState.Off, OutputCause.EmergencyStop), Next(Clear));
    }

    [Fact]
    public void A_running_arc_is_finished_before_the_contactor_opens()
    {
        Armed();
        _arming.Take(new SubjectEnded(Command, "E-1", EndReason.TimeUp));
        Assert.Null(_arming.Decide(Clear with { Arc = SwitchState.On }));
        Assert.Null(_arming.Decide(Clear with { Arc = SwitchState.On, Now = new(600_000_000) }));
        Assert.Equal((SwitchState.Off, OutputCause.PartOver), Next(Clear));
    }

    [Fact]
    public void An_arc_that_nobody_can_see_is_taken_as_over_after_a_minute()
    {
        Armed();
        _arming.Take(new SubjectEnded(Command, "E-1", EndReason.Finished));
        var blind = Clear with { Arc = SwitchState.Unknown };
        Assert.Null(_arming.Decide(blind));
        Assert.Null(_arming.Decide(blind with { Now = new(59_000_000) }));
        Assert.Equal((SwitchState.Off, OutputCause.PartOver), Next(blind with { Now = new(60_000_000) }));
    }

    [Fact]
    public void A_bus_that_fails_mid_weld_changes_no_order()
    {
        Armed();
        Assert.Null(_arming.Decide(Clear with { EmergencyStop = SwitchState.Unknown, Arc = SwitchState.Unknown, Contactor = SwitchState.Unknown }));
        Assert.Equal(SwitchState.On, _arming.Ordered);
    }

    [Theory]
    [InlineData(SwitchState.On, null)]
    [InlineData(SwitchState.Unknown, null)]
    [InlineData(SwitchState.Off, OutputCause.Dropped)]
    public void After_a_restart_mid_weld_the_real_output_is_read_and_holds_unless_it_dropped(SwitchState seen, OutputCause? cause)
    {
        var again = new Arming();
        foreach (var entry in ArmedEntries())
            again.Take(entry);
        again.Take(new Resumed(InterruptionCause.RecorderStopped, 0, ""));
        Assert.Equal(cause, again.Decide(Clear with { Contactor = seen })?.Cause);
    }

    [Fact]
    public void After_a_restart_of_a_part_that_was_not_armed_an_examiner_is_needed()
    {
        Identified();
        Rearm();
        _arming.Take(new Resumed(InterruptionCause.RecorderStopped, 0, ""));
        Assert.Null(_arming.Decide(Clear));
        Assert.Equal(OutputCause.Started, _arming.Lock);
    }

    /// <summary>Any order of entries and sights: on is ordered only within an identified K2 part with the stop clear; between a stop and an order
    /// to energise lies an examiner's act with a reason; and outside such a part the order stands only while an arc burns or may burn.</summary>
    [Fact]
    public void Whatever_happens_the_rules_hold() => Gen.Int[0, 15].Array[1, 60].Sample(steps =>
    {
        var (arming, welding, identified, locked, hasStop, now, blindFor) = (new Arming(), false, false, true, false, 0L, 0L);
        var sight = Clear;
        foreach (var step in steps)
        {
            now += 10_000_000;
            sight = step switch
            {
                8 => sight with { EmergencyStop = SwitchState.On },
                9 => sight with { EmergencyStop = SwitchState.Off },
                10 => sight with { EmergencyStop = SwitchState.Unknown },
                11 => sight with { Arc = SwitchState.On },
                12 => sight with { Arc = SwitchState.Off },
                13 => sight with { Arc = SwitchState.Unknown },
                14 => sight with { Contactor = SwitchState.Off },
                15 => sight with { Contactor = SwitchState.On },
                _ => sight,
            } with { Now = new(now) };
            (Entry? entry, welding, identified) = step switch
            {
                0 => (Part("K2"), true, false),
                1 => (Part("K1"), false, false),
                2 => ((Entry?)new IdentityChecked(true, [], []), welding, true),
                3 => (new IdentityChecked(false, [], []), welding, false),
                4 => (new SubjectEnded(Command, "E-1", EndReason.Stopped), false, identified),
                5 => (Arming.Rearm(Command, "E-1", "checked", sight), welding, identified),
                6 => (new InputChanged(0, SwitchState.On, new(now), Quality.Good), welding, identified),
                7 => (new Resumed(InterruptionCause.RecorderStopped, 0, ""), welding, identified),
                _ => (null, welding, identified),
            };
            if (entry is OutputSet { Cause: OutputCause.Rearmed })
                locked = false;
            hasStop |= step is 0 or 1; // the channel is known from the first opening on
            locked |= (step == 6 && hasStop) || sight.EmergencyStop == SwitchState.On;
            if (entry is not null)
                arming.Take(entry);
            for (var turn = 0; arming.Decide(sight) is { } order; turn++)
            {
                Assert.True(turn < 3, "it comes to rest");
                if (order.Wanted == SwitchState.On)
                    Assert.True(welding && identified && !locked && sight.EmergencyStop == SwitchState.Off);
                arming.Take(order);
            }

            blindFor = sight.Arc == SwitchState.Unknown && !(welding && identified) ? blindFor + 1 : 0;
            if (!(welding && identified) && arming.Ordered == SwitchState.On)
                Assert.True(sight.Arc == SwitchState.On || (sight.Arc == SwitchState.Unknown && blindFor <= 7));
            Assert.False(locked && arming.Ordered == SwitchState.On);
        }
    });

    private static CommandId Command => new(new Guid(1, 2, 3, new byte[8]));

    private static Opened Part(string subject) => new(JournalKind.Part, "P", "1", "b", new(
        new(Guid.Empty), "p", subject, subject + "1", "paper", default, 1, [subject], 1, ExamMode.Practice, true, null, null, [],
        [new(0, "estop", "inputs", ChannelKind.Switch, "", 0, default, TimeSpan.FromMilliseconds(50), default, default, PowerSource.Station, null, default)]));

    private static IEnumerable<Entry> ArmedEntries() =>
    [
        Part("K2"), new IdentityChecked(true, [], []),
        new OutputSet("contactor", SwitchState.On, SwitchState.Off, OutputCause.PartIdentified, "", "", null),
    ];

    private void Identified()
    {
        _arming.Take(Part("K2"));
        _arming.Take(new IdentityChecked(true, [], []));
    }

    private void Rearm() => _arming.Take(Arming.Rearm(Command, "E-1", "opening of the day", Clear)!);

    private void Armed()
    {
        Identified();
        Rearm();
        Next(Clear);
        Assert.Null(_arming.Decide(Clear with { Contactor = SwitchState.On }));
    }

    private (SwitchState Wanted, OutputCause Cause) Next(ArmingSight sight)
    {
        var order = _arming.Decide(sight)!;
        _arming.Take(order);
        Assert.Null(_arming.Decide(sight));
        return (order.Wanted, order.Cause);
    }
}
