using System.Collections.Immutable;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.People;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.TestKit.Journals;

/// <summary>Entries to fill journals with: one of every kind, each field set to something telling.</summary>
public static class SampleEntries
{
    /// <summary>Every kind of entry but Opened (first) and Sealed (last).</summary>
    public static ImmutableArray<Entry> Between { get; } =
    [
        ArcNoise.Second(seed: 7, second: 3),
        new InputChanged(9, SwitchState.On, new(2_950_000), Quality.Good),
        new DeviceStateChanged("welder", Answering: false, Quality.Timeout, "no answer to 3 requests"),
        new ClockAnchor(new(2026, 3, 14, 1, 59, 26, TimeSpan.Zero), ClockSource.Ntp, TimeSpan.FromMilliseconds(12)),
        new IdentityChecked(true, [new("idCard", true, "SAM-05030101", ""), new("face", false, "camera-1", "too dark")], ["E-17"]),
        new Assigned([new("E-17", StaffRole.Examiner), new("C-02", StaffRole.ChiefExaminer)]),
        new StartState([new("main_off", true, null), new("gas_off", true, "E-17")]),
        new SubjectStarted(Command(1), "E-17"),
        new SubjectEnded(Command(2), "E-17", EndReason.Finished),
        new Marked(Command(3), "E-17", "k2.7", "spatter", MarkKind.Deduct, 2, new MonotonicTick(1_500_000), "both sides 两侧"),
        new Marked(Command(4), "E-17", "k2.8", null, MarkKind.Met, 0, null, ""),
        new Overridden(Command(5), "E-17", "C-02", "k2.3", "no_mask", 0, "mask seen on the video"),
        new Interrupted(InterruptionCause.Paused, "fire drill"),
        new Resumed(InterruptionCause.Paused, 0, ""),
        new Concluded("{\"points\":\"86.5\"}"u8.ToArray(), Hash256.Of("{\"points\":\"86.5\"}"u8)),
        new Signed(Command(6), Signatory.Examiner, "E-17", Digest(1)),
        new SignedWithObjection(Command(7), Signatory.Candidate, "p-4711", Digest(1), ["k2.7", "k2.8"], "没有飞溅"),
        new RefusedToSign(Command(8), Signatory.Candidate, "p-4711", Digest(1), "C-02"),
        new SittingClosed(new(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), [new(new(Command(9).Value), Digest(2), Digest(3))], "{}"u8.ToArray(), Hash256.Of("{}"u8)),
        new FileAdopted("paper", "hebei-k2 2026.1", Digest(4)),
        new OutputSet("contactor", SwitchState.Off, SwitchState.On, OutputCause.Rearmed, "E-17", "glove caught the button", Command(11)),
        new OutputSet("horn", SwitchState.On, SwitchState.Unknown, OutputCause.Signal, "", "beeps", null),
        new InputDoubted([9, 11], InputDoubt.Nesting, "machine within rcd"),
        new InputDoubted([3], InputDoubt.Stuck, "fan never changed"),
        new Samples([new(3_900_000), new(3_950_000)], [new(0, [5, 5], [default, default]) { Repeats = [false, true] }, new(3, [0, 1], [Quality.Crc, default])]),
        new OtherRigCurrent(4, "tig", SwitchState.On),
        new TaskDrawn(new(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), "p-4711", "K3", Digest(4), DrawMethod.Candidate, Digest(9), ["K31"], 1, "K31", "K31.S2", "E-17"),
        new ReadinessChecked("K21", false, ["welder does not answer", "calibration overdue"]),
        new Assigned([new("I-03", StaffRole.Invigilator), new("T-04", StaffRole.Technician), new("A-05", StaffRole.Administrator)]),
        new Interrupted(InterruptionCause.EmergencyStop, "estop"),
        new Resumed(InterruptionCause.PowerLost, 0, "E-17"),
        new Concluded("{}"u8.ToArray(), Hash256.Of("{}"u8)) { By = "E-17" },
        new StaffDrawn(Digest(10), Command(12).Value, [new("E-17", StaffRole.Examiner), new("C-02", StaffRole.ChiefExaminer)], [new("E-17", StaffRole.Examiner)]),
        new StaffJudged(Digest(10), 3, true, "BODY-7", new(2026, 11, 23), new(2026, 11, 24), [new("R-own-body", StaffFault.OwnBody, "E-17"), new("register", StaffFault.Unknown, "X-1")]),
        new StaffJudged(Digest(10), 3, false, null, new(2026, 11, 24), new(2026, 11, 24), []),
        new Voided(Command(13), "C-9", new(Command(14).Value), Digest(2), "sat by somebody else"),
    ];

    /// <summary>A part with the signals of <see cref="ArcNoise"/> and one switch, every optional field present.</summary>
    public static Opened OpenedBy(string box) => new(JournalKind.Part, "HB-0311-07", "3", box, new PartOpening(
        new(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)),
        "p-4711",
        "K2",
        "K21",
        "hebei-k2 2026.1",
        Digest(4),
        Semantics: 1,
        ["K1", "K2", "K3", "K4"],
        Attempt: 1,
        ExamMode.Practice,
        IsTest: true,
        new TaskCard(111, "E4303 batch 20260115", 3200, "PA", "Q235B 8 mm", "T-0042", 90.5m, 130m),
        new JournalId(Command(10).Value),
        [Digest(5), Digest(6)],
        [.. Enumerable.Range(0, ArcNoise.Signals).Select(Meter), Switch]) 
    {
        Rig = "tig",

        Keeps = [new("K4", new(Command(15).Value), Digest(11), new(2027, 3, 31))],
    });

    /// <summary>A station's day: no part.</summary>
    public static Opened StationOpenedBy(string box) => new(JournalKind.Station, "HB-0311-07", "3", box, Part: null);

    public static Sealed Seal { get; } = new(Digest(1), Digest(7), 42, 3, ["camera-2 from 120 s"]) { By = "E-17" };

    /// <summary>A journal id that depends on <paramref name="n"/> only.</summary>
    public static JournalId Journal(int n = 1) => new(new Guid(n, 0x574a, 1, [1, 2, 3, 4, 5, 6, 7, 8]));

    public static CommandId Command(int n) => new(new Guid(n, 0x434d, 1, [1, 2, 3, 4, 5, 6, 7, 8]));

    /// <summary>A hash that depends on <paramref name="n"/> only.</summary>
    public static Hash256 Digest(int n) => Hash256.Of([(byte)n]);

    private static Channel Switch => new(
        9, "main", "inputs", ChannelKind.Switch, "", 0, Uncertainty.None, TimeSpan.FromMilliseconds(20),
        SpanRange.Zero, SpanRange.OfMilliseconds(5, 25), PowerSource.Station, null, Digest(8));

    private static Channel Meter(int id) => new(
        id, id == 0 ? "current" : $"signal{id}", "welder", ChannelKind.Analog, "A", -1, new(10_000, 5), TimeSpan.FromMilliseconds(100),
        SpanRange.OfMilliseconds(20, 1000), SpanRange.OfMilliseconds(0, 40), PowerSource.Machine, new DateOnly(2026, 12, 31), Digest(9)) { Waveform = (Waveform)(id % 2) };
}
