using WeldExam.Exam.Journal;
using WeldExam.Exam.Sessions;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Tests.Performances;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Tests.Sessions;

public sealed class ExamSessionTests
{
    private static readonly byte[] SheetBytes = [1, 2, 3];
    private readonly ExamSession _session = new(SamplePaper.Paper);
    private int _commands;

    [Fact]
    public void A_part_goes_from_opening_to_seal()
    {
        Play(until: 70);
        Assert.Equal(SessionPhase.Ended, _session.Phase);
        var hash = Hash256.Of(SheetBytes);
        Do(70, new Concluded(SheetBytes, hash));
        Assert.Equal(RefusalReason.SignaturesMissing, _session.Refuses(Seal())!.Reason);
        Do(71, new Signed(Next(), Signatory.Candidate, "candidate", hash));
        Do(72, new Signed(Next(), Signatory.Examiner, "E-01", hash));
        Do(73, new Signed(Next(), Signatory.Examiner, "E-02", hash));
        Do(74, Seal());
        Assert.Equal(SessionPhase.Sealed, _session.Phase);
        Assert.Equal(RefusalReason.Sealed, _session.Refuses(new Samples([], []))!.Reason);
    }

    [Fact]
    public void The_start_is_refused_with_its_reason_until_everything_holds()
    {
        Play(until: -18.5);
        Refused(RefusalReason.IdentityMissing, Start());
        Do(-18, new IdentityChecked(false, [], []));
        Refused(RefusalReason.IdentityNotAccepted, Start());
        Do(-18, new IdentityChecked(true, [new("idCard", true, "", "")], []));
        Assert.Equal("roster", Refused(RefusalReason.IdentityNotAccepted, Start()).Detail);
        Do(-17, new IdentityChecked(true, [new("idCard", true, "", ""), new("manual", true, "", "")], ["E-01", "E-02"]));
        Refused(RefusalReason.ExaminersMissing, Start());
        Do(-16, new Assigned([new("E-01", StaffRole.Examiner), new("E-02", StaffRole.Examiner)]));
        Refused(RefusalReason.StartStateNotHeld, Start());
        var conditions = SamplePaper.Paper.Task("K21")!.StartState.Select(c => new StartCondition(c.Id, c.Id != "main_off", c.Sensed is null ? "E-01" : null));
        Do(-15, new StartState([.. conditions]));
        Assert.Equal("main_off", Refused(RefusalReason.StartStateNotHeld, Start()).Detail);
        Do(-14, new StartState([.. conditions.Select(c => c with { Holds = true })]));
        Refused(RefusalReason.NotAssigned, new SubjectStarted(Next(), "stranger"));
        Do(0, Start());
        Refused(RefusalReason.AlreadyStarted, Start());
    }

    [Fact]
    public void Time_up_is_the_station_s_to_say_or_an_assigned_person_s_and_nothing_else_is_the_station_s()
    {
        Play(until: 10);
        Refused(RefusalReason.NotAssigned, new SubjectEnded(Next(), "stranger", EndReason.TimeUp));
        Refused(RefusalReason.NotAssigned, new SubjectEnded(Next(), SubjectEnded.ByStation, EndReason.Finished));
        Assert.Null(_session.Refuses(new SubjectEnded(Next(), "E-01", EndReason.TimeUp)));
        Do(10, new SubjectEnded(Next(), SubjectEnded.ByStation, EndReason.TimeUp));
        Refused(RefusalReason.AlreadyEnded, new SubjectEnded(Next(), SubjectEnded.ByStation, EndReason.TimeUp));
    }

    [Fact]
    public void No_exam_is_opened_for_a_practice_pseudonym()
    {
        var opened = (Opened)Performance.Right().Journal()[0].Entry;
        var part = opened.Part! with { Mode = ExamMode.Exam, Policies = [Hash256.Of("policy"u8)] };
        Assert.Null(_session.Refuses(opened with { Part = part }));
        Refused(RefusalReason.IdentityNotAccepted, opened with { Part = part with { Candidate = PracticePseudonym.Of(Guid.Empty) } });
        Refused(RefusalReason.IdentityNotAccepted, opened with { Part = part with { Candidate = "practice-1" } });
    }

    [Fact]
    public void The_same_command_is_known_again()
    {
        Play(until: 10);
        var mark = new Marked(Next(), "E-01", "K21.2", "K21.2.a", MarkKind.Deduct, 1, null, string.Empty);
        Do(10, mark);
        Assert.True(_session.Knows(mark.Command));
        Refused(RefusalReason.AlreadyRecorded, mark);
    }

    [Fact]
    public void Marks_are_refused_when_they_make_no_sense()
    {
        Play(until: 10);
        Refused(RefusalReason.NotInPaper, new Marked(Next(), "E-01", "K21.99", null, MarkKind.Met, 0, null, string.Empty));
        Refused(RefusalReason.NotInPaper, new Marked(Next(), "E-01", "K21.2", "K21.3.a", MarkKind.Met, 0, null, string.Empty));
        Refused(RefusalReason.NotInPaper, new Marked(Next(), "E-01", "K21.2", "K21.2.a", MarkKind.Deduct, 2, null, string.Empty));
        Refused(RefusalReason.NotAssigned, new Marked(Next(), "E-09", "K21.2", null, MarkKind.Met, 0, null, string.Empty));
        Refused(RefusalReason.SamePersonTwice, new Overridden(Next(), "E-01", "E-01", "K21.2", "K21.2.a", 0, string.Empty));
    }

    [Fact]
    public void After_the_conclusion_no_mark_and_no_other_sheet()
    {
        Play(until: 70);
        Refused(RefusalReason.WrongSheet, new Concluded(SheetBytes, default));
        Do(70, new Concluded(SheetBytes, Hash256.Of(SheetBytes)));
        Refused(RefusalReason.AlreadyConcluded, new Marked(Next(), "E-01", "K21.2", null, MarkKind.Met, 0, null, string.Empty));
        Refused(RefusalReason.WrongSheet, new Signed(Next(), Signatory.Candidate, "candidate", default));
    }

    [Fact]
    public void A_command_stands_for_one_act_word_for_word()
    {
        Play(until: 20.001);
        var command = Next();
        var mark = new Marked(command, "E-01", "K21.2", null, MarkKind.Met, 0, null, string.Empty);
        Do(20, mark);
        Refused(RefusalReason.AlreadyRecorded, mark);
        Refused(RefusalReason.CommandReused, mark with { Item = "K21.3" });
        Refused(RefusalReason.CommandReused, new SubjectEnded(command, "E-01", EndReason.GaveUp));
    }

    [Fact]
    public void Remaining_time_stands_still_in_a_pause_and_over_a_crash()
    {
        Play(until: 20.001);
        Assert.Equal(1780, _session.Remaining(Performance.Tick(20)).TotalSeconds, 3);
        Refused(RefusalReason.NotAssigned, new Interrupted(InterruptionCause.Paused, "E-77"));
        Do(20, new Interrupted(InterruptionCause.Paused, "E-01"));
        Refused(RefusalReason.NotAssigned, new Resumed(InterruptionCause.Paused, 0, "E-77"));
        Assert.Equal(SessionPhase.Interrupted, _session.Phase);
        Assert.Equal(1780, _session.Remaining(Performance.Tick(25)).TotalSeconds, 3);
        Do(30, new Resumed(InterruptionCause.Paused, 0, "E-02"));
        Assert.Equal(1775, _session.Remaining(Performance.Tick(35)).TotalSeconds, 3);
        Do(35, new ClockAnchor(default, ClockSource.Ntp, default));
        _session.Take(new(1, new(new Guid(5, 0, 0, new byte[8])), new MonotonicTick(3_000_000), new Resumed(InterruptionCause.RecorderStopped, 9, string.Empty)));
        Assert.Equal(SessionPhase.Running, _session.Phase);
        Assert.Equal(1773, _session.Remaining(new MonotonicTick(5_000_000)).TotalSeconds, 3);
    }

    [Fact]
    public void The_last_input_states_and_device_states_are_kept()
    {
        Play(until: 5.001);
        Do(5.1, new DeviceStateChanged("meter", false, Quality.Timeout, string.Empty));
        Assert.Equal(SwitchState.On, _session.Inputs[2]);
        Assert.Equal(SwitchState.Off, _session.Inputs[4]);
        Assert.False(_session.Devices["meter"]);
    }

    [Fact]
    public void A_part_given_up_before_the_start_is_aborted_and_no_candidate_signs_it()
    {
        Play(until: -0.001);
        Assert.Equal(SessionState.Assigned, _session.State);
        Do(-0.001, new SubjectEnded(Next(), "E-01", EndReason.GaveUp));
        Assert.Equal(SessionState.Aborted, _session.State);
        Do(1, new Concluded(SheetBytes, Hash256.Of(SheetBytes)) { By = "E-01" });
        Refused(RefusalReason.SignaturesMissing, Seal());
        Do(2, new Signed(Next(), Signatory.Examiner, "E-01", Hash256.Of(SheetBytes)));
        Do(2, new Signed(Next(), Signatory.Examiner, "E-02", Hash256.Of(SheetBytes)));
        Do(3, Seal());
        Assert.False(_session.WasStarted);
    }

    [Fact]
    public void Who_is_assigned_in_another_role_neither_marks_nor_starts_but_may_stop_for_safety()
    {
        Play(until: -0.001);
        Do(-0.001, new Assigned([new("E-01", StaffRole.Examiner), new("E-02", StaffRole.Examiner), new("T-01", StaffRole.Technician), new("I-01", StaffRole.Invigilator)]));
        Refused(RefusalReason.RoleMayNot, new SubjectStarted(Next(), "T-01"));
        Do(0, Start());
        Refused(RefusalReason.RoleMayNot, new Marked(Next(), "T-01", "K21.2", null, MarkKind.Met, 0, null, string.Empty));
        Refused(RefusalReason.RoleMayNot, new Overridden(Next(), "E-01", "T-01", "K21.2", "K21.2.a", 0, string.Empty));
        Refused(RefusalReason.RoleMayNot, new Interrupted(InterruptionCause.Paused, "T-01"));
        Do(1, new Interrupted(InterruptionCause.Paused, "I-01"));
        Refused(RefusalReason.RoleMayNot, new Resumed(InterruptionCause.Paused, 0, "I-01"));
        Refused(RefusalReason.RoleMayNot, new OutputSet("contactor", SwitchState.Off, SwitchState.Off, OutputCause.Rearmed, "T-01", "why", Next()));
        Do(2, new SubjectEnded(Next(), "T-01", EndReason.Stopped));
        Do(3, new Concluded(SheetBytes, Hash256.Of(SheetBytes)));
        Refused(RefusalReason.RoleMayNot, new Signed(Next(), Signatory.Examiner, "T-01", Hash256.Of(SheetBytes)));
        Refused(RefusalReason.RoleMayNot, new Signed(Next(), Signatory.ChiefExaminer, "E-01", Hash256.Of(SheetBytes)));
        Refused(RefusalReason.SamePersonTwice, new RefusedToSign(Next(), Signatory.Examiner, "E-01", Hash256.Of(SheetBytes), "E-01"));
    }

    [Fact]
    public void Staff_who_do_not_judge_do_not_count_as_examiners()
    {
        Play(until: -0.001);
        Do(-0.001, new Assigned([new("E-01", StaffRole.Examiner), new("T-01", StaffRole.Technician)]));
        Assert.Equal(SessionState.Identified, _session.State);
        Refused(RefusalReason.ExaminersMissing, Start());
    }

    [Fact]
    public void After_an_emergency_stop_an_examiner_lets_the_time_go_on_once_it_is_released()
    {
        Play(until: 20.001);
        Do(20, new InputChanged(8, SwitchState.On, Performance.Tick(20), Quality.Good));
        Do(20, new Interrupted(InterruptionCause.EmergencyStop, "estop"));
        Assert.Equal(SessionState.Interrupted, _session.State);
        Refused(RefusalReason.StopPressed, new Resumed(InterruptionCause.EmergencyStop, 0, "E-01"));
        Do(25, new InputChanged(8, SwitchState.Off, Performance.Tick(25), Quality.Good));
        Refused(RefusalReason.NotAssigned, new Resumed(InterruptionCause.EmergencyStop, 0, ""));
        Do(26, new Resumed(InterruptionCause.EmergencyStop, 0, "E-01"));
        Assert.Equal(1780, _session.Remaining(Performance.Tick(26)).TotalSeconds, 3);
        Assert.Equal(6, _session.StoodStill(Performance.Tick(30)).TotalSeconds, 3);
        Assert.Equal(new Standstill(InterruptionCause.EmergencyStop, "estop", default, Performance.Tick(20), "E-01", TimeSpan.FromSeconds(6)), Assert.Single(_session.Standstills));
    }

    [Fact]
    public void A_standstill_over_a_reboot_has_no_known_length()
    {
        Play(until: 20.001);
        Do(20, new Interrupted(InterruptionCause.Paused, "E-01"));
        var later = new BootId(new Guid(5, 0, 0, new byte[8]));
        _session.Take(new(1, later, new MonotonicTick(3_000_000), new Resumed(InterruptionCause.RecorderStopped, 0, string.Empty)));
        Assert.Equal(SessionState.Paused, _session.State);
        _session.Take(new(1, later, new MonotonicTick(9_000_000), new Resumed(InterruptionCause.Paused, 0, "E-01")));
        Assert.Null(Assert.Single(_session.Standstills).Length);
        Assert.True(_session.Standstills[0].IsOver);
    }

    [Fact]
    public void The_centre_voids_the_seal_that_it_names_and_a_station_voids_nothing()
    {
        Play(until: 70);
        var voided = new Voided(Next(), "C-9", new(Guid.Empty), Hash256.Of([1]), "sat by somebody else");
        Refused(RefusalReason.NotThisEntryNow, voided);
        Do(70, new Concluded(SheetBytes, Hash256.Of(SheetBytes)));
        _session.Take(new(0, default, Performance.Tick(71), Seal() with { MerkleRoot = Hash256.Of([1]) }));
        Refused(RefusalReason.Sealed, voided);
        _session.Take(new(0, default, Performance.Tick(72), voided with { MerkleRoot = Hash256.Of([2]) }));
        Assert.Equal(SessionState.Sealed, _session.State);
        _session.Take(new(0, default, Performance.Tick(73), voided));
        Assert.Equal((SessionState.Voided, SessionPhase.Sealed), (_session.State, _session.Phase));
    }

    [Fact]
    public void In_an_exam_whoever_concludes_and_seals_is_named()
    {
        var journal = Performance.Right().Journal();
        var paper = SamplePaper.Paper;
        foreach (var recorded in journal.Where(r => r.At < Performance.Tick(70)))
        {
            var entry = recorded.Entry is Opened opened ? opened with { Part = opened.Part! with { Mode = ExamMode.Exam, Policies = [paper.Hash] } } : recorded.Entry;
            _session.Take(recorded with { Entry = entry });
        }

        var sheet = new Concluded(SheetBytes, Hash256.Of(SheetBytes));
        Refused(RefusalReason.PersonMissing, sheet);
        Refused(RefusalReason.NotAssigned, sheet with { By = "E-99" });
        Do(71, sheet with { By = "E-01" });
    }

    private static Sealed Seal() => new(Hash256.Of(SheetBytes), default, 1, 0, []);

    private SubjectStarted Start() => new(Next(), "E-01");

    private CommandId Next() => new(new Guid(++_commands, 9, 9, new byte[8]));

    private Refusal Refused(RefusalReason reason, Entry entry)
    {
        var refusal = _session.Refuses(entry);
        Assert.Equal(reason, refusal?.Reason);
        return refusal!;
    }

    private void Do(double at, Entry entry)
    {
        Assert.Null(_session.Refuses(entry));
        _session.Take(new(0, default, Performance.Tick(at), entry));
    }

    private void Play(double until)
    {
        foreach (var recorded in Performance.Right().Journal().Where(r => r.At < Performance.Tick(until)))
        {
            Assert.Null(_session.Refuses(recorded.Entry));
            _session.Take(recorded);
        }
    }
}
