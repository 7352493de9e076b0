using CsCheck;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Tests.Performances;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Tests.Sessions;

/// <summary>Draws acts and evidence of a K21 part: sensible ones, senseless ones, by the right people and by others.</summary>
internal static class RandomActs
{
    public static readonly byte[] SheetBytes = [1, 2, 3];
    public static readonly Hash256 Sheet = Hash256.Of(SheetBytes);
    private static readonly Opened Opening = (Opened)Performance.Right().Journal()[0].Entry;
    private static readonly Gen<string> People = Gen.OneOf([.. new[] { "E-01", "E-01", "E-02", "C-01", "I-01", "T-01", "X-99" }.Select(Gen.Const)]);

    private static readonly Assigned[] Staffs =
    [
        new([new("E-01", StaffRole.Examiner), new("E-02", StaffRole.Examiner), new("I-01", StaffRole.Invigilator), new("T-01", StaffRole.Technician)]),
        new([new("E-01", StaffRole.Examiner), new("C-01", StaffRole.ChiefExaminer)]),
        new([new("E-01", StaffRole.Examiner), new("T-01", StaffRole.Technician)]),
    ];

    private static readonly StartState Held = new([.. SamplePaper.Paper.Task("K21")!.StartState.Select(c => new StartCondition(c.Id, true, c.Sensed is null ? "E-01" : null))]);

    private static readonly Gen<Entry> Any = Gen.Select(
        Gen.Int[0, 27], People, Gen.Int[0, 6], Gen.Int[0, 40], (kind, by, number, command) => Of(kind, by, number, new CommandId(new Guid(command, 7, 7, new byte[8]))));

    /// <summary>A sequence of entries, half of the time after a lawful start; a null stands for a crash after which another epoch follows.</summary>
    public static Gen<Entry?[]> Sequences { get; } = Gen.Select(Gen.Bool, Gen.Frequency((20, Any.Select(entry => (Entry?)entry)), (1, Gen.Const((Entry?)null))).Array[0, 60],
        (begun, rest) => begun ? [Opening, new IdentityChecked(true, [new("idCard", true, "", ""), new("roster", true, "", "")], []), Staffs[0], Held, .. rest] : rest);

    private static Entry Of(int kind, string by, int number, CommandId command) => kind switch
    {
        0 => Opening,
        1 => new IdentityChecked(number > 1, [new("idCard", true, "", ""), new("roster", true, "", "")], []),
        2 => Staffs[number % Staffs.Length],
        3 => number > 0 ? Held : new StartState([]),
        4 or 5 or 6 => new SubjectStarted(command, by),
        7 => new SubjectEnded(command, number == 1 ? SubjectEnded.ByStation : by, (EndReason)(number % 6)),
        8 => new Interrupted(InterruptionCause.Paused, by),
        9 or 10 => new Interrupted((InterruptionCause)number, "seen"),
        11 or 12 or 13 => new Resumed((InterruptionCause)number, 0, by),
        14 or 15 => new Marked(command, by, "K21.2", "K21.2.a", (MarkKind)(number % 5), 1, null, ""),
        16 => new Overridden(command, by, "E-02", "K21.2", "K21.2.a", number % 2, ""),
        17 or 18 => new Concluded(SheetBytes, number == 0 ? default : Sheet) { By = number > 3 ? by : null },
        19 => new Signed(command, Signatory.Candidate, "candidate", Sheet),
        20 or 21 => new Signed(command, number == 0 ? Signatory.ChiefExaminer : Signatory.Examiner, by, Sheet),
        22 => new RefusedToSign(command, Signatory.Candidate, "candidate", Sheet, by),
        23 => new Sealed(Sheet, Hash256.Of([7]), 1, 0, []) { By = number > 3 ? by : null },
        24 => new Voided(command, "C-9", default, Hash256.Of([(byte)(number > 2 ? 7 : 8)]), ""),
        25 => new InputChanged(number, (SwitchState)(number % 3), new MonotonicTick(1), Quality.Good),
        26 => new OutputSet("contactor", SwitchState.Off, SwitchState.Off, OutputCause.Rearmed, by, "why", command),
        _ => new ReadinessChecked("K21", true, []),
    };
}
