using WeldExam.Exam.Journal;
using WeldExam.Exam.Outputs;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Sessions;

/// <summary>What may be recorded when: <see cref="SessionTable"/> says in which state and by whom, and here stands what else an act needs.</summary>
internal static class SessionRules
{
    private const int StaffForManualIdentity = 2; // a house rule: the manual path is the ID card and two staff signatures

    public static Refusal? Refuse(ExamSession session, Entry entry)
    {
        if (session.Phase == SessionPhase.Sealed)
            return Because(RefusalReason.Sealed);
        if (ExamSession.CommandOf(entry) is { } command && session.ActOf(command) is { } recorded)
            return Because(IsSameAct(recorded, entry) ? RefusalReason.AlreadyRecorded : RefusalReason.CommandReused, $"{command}");
        if (entry is Opened opened)
            return Open(session, opened);
        if (session.Opened is null)
            return Because(RefusalReason.NotThisEntryNow, "the journal is not open");
        if (entry is FileAdopted or ReadinessChecked or SittingClosed or Voided or UnknownEntry)
            return Because(RefusalReason.NotThisEntryNow, entry.GetType().Name);
        if (SessionActs.Of(entry) is not { } act)
            return null; // evidence is never refused
        if (act == SessionAct.Start && session.Phase == SessionPhase.Preparing && NotReady(session) is { } unready)
            return unready;
        return SessionTable.Allows(session.State, act) ? Judge(session, act, entry) : WhyNot(session.Phase, act);
    }

    private static Refusal? Judge(ExamSession session, SessionAct act, Entry entry) => entry switch
    {
        SubjectStarted started => NotFor(session, act, started.By),
        SubjectEnded { Reason: EndReason.TimeUp, By: SubjectEnded.ByStation } => null,
        SubjectEnded ended => NotFor(session, act, ended.By),
        Marked marked => MarkRules.Refuse(session, marked) ?? NotFor(session, act, marked.By),
        Overridden overridden => MarkRules.Refuse(session, overridden) ?? NotFor(session, act, overridden.By) ?? NotFor(session, act, overridden.SecondBy),
        OutputSet rearmed => NotFor(session, act, rearmed.By),
        Interrupted interrupted => Interrupt(session, act, interrupted),
        Resumed resumed => Resume(session, act, resumed),
        Concluded concluded => Hash256.Of(concluded.Sheet.Span) == concluded.SheetHash ? NotFor(session, act, concluded.By) : Because(RefusalReason.WrongSheet),
        Signed signed => Sign(session, act, signed.Role, signed.By, signed.SheetHash),
        SignedWithObjection signed => Sign(session, act, signed.Role, signed.By, signed.SheetHash),
        RefusedToSign refused => Witness(session, refused) ?? Sign(session, act, refused.Role, refused.By, refused.SheetHash),
        Sealed seal => Seal(session, act, seal),
        _ => null,
    };

    /// <summary>What is sent again is the same act word for word; another act under its command would be lost without a word.</summary>
    private static bool IsSameAct(Entry recorded, Entry entry) => (recorded, entry) switch
    {
        (SignedWithObjection one, SignedWithObjection other) => one with { Items = other.Items } == other && one.Items.SequenceEqual(other.Items),
        _ => recorded == entry,
    };

    internal static Refusal Because(RefusalReason reason, string detail = "") => new(reason, detail);

    private static Refusal WhyNot(SessionPhase phase, SessionAct act) => Because((act, phase) switch
    {
        (SessionAct.Assign or SessionAct.CheckStart or SessionAct.Start, _) => RefusalReason.AlreadyStarted,
        (SessionAct.Conclude, SessionPhase.Concluded) => RefusalReason.AlreadyConcluded,
        (SessionAct.Conclude, _) => RefusalReason.NotEnded,
        (SessionAct.Sign or SessionAct.SignAsChief or SessionAct.Seal, _) => RefusalReason.NotConcluded,
        (SessionAct.Mark or SessionAct.Override, SessionPhase.Concluded) => RefusalReason.AlreadyConcluded,
        (SessionAct.Resume, SessionPhase.Running) => RefusalReason.NotInterrupted,
        (SessionAct.Resume or SessionAct.Pause or SessionAct.Interrupt, _) => RefusalReason.AlreadyEnded,
        (_, SessionPhase.Preparing) => RefusalReason.NotStarted,
        _ => RefusalReason.AlreadyEnded,
    });

    private static Refusal? Open(ExamSession session, Opened opened)
    {
        if (session.Opened is not null || opened is not { Kind: JournalKind.Part, Part: { } part })
            return Because(RefusalReason.NotThisEntryNow, "a part is opened once");
        if (part.Paper != session.Paper.Hash || part.Semantics != session.Paper.Semantics || session.Paper.Task(part.Task)?.Subject != part.Subject)
            return Because(RefusalReason.WrongPaper, $"{part.Task} of {part.PaperId}");
        if (part.Mode == ExamMode.Exam && session.Paper.Status == PaperStatus.Sample && part.Policies.IsDefaultOrEmpty)
            return Because(RefusalReason.SamplePaper);
        if (part.Mode == ExamMode.Exam && PracticePseudonym.Is(part.Candidate))
            return Because(RefusalReason.IdentityNotAccepted, part.Candidate);
        return session.Paper.Task(part.Task) is { NeedsTaskCard: true } && part.TaskCard is null ? Because(RefusalReason.TaskCardMissing) : null;
    }

    private static Refusal? NotReady(ExamSession session)
    {
        if (session.Identity is not { } identity)
            return Because(RefusalReason.IdentityMissing);
        if (!identity.IsAccepted)
            return Because(RefusalReason.IdentityNotAccepted);
        var missing = session.Paper.IdentityFactors.Where(factor => !Excused(session, factor) && !identity.Factors.Any(f => f.Factor == factor && f.Passed)).ToArray();
        if (missing.Length > 0 && identity.Staff.Distinct().Count() < StaffForManualIdentity)
            return Because(RefusalReason.IdentityNotAccepted, string.Join(", ", missing));
        if (session.State != SessionState.Assigned)
            return Because(RefusalReason.ExaminersMissing, $"{session.Paper.RequiredExaminers} are required");
        return session.StartState is null || !session.OpenStartConditions.IsEmpty
            ? Because(RefusalReason.StartStateNotHeld, string.Join(", ", session.OpenStartConditions))
            : null;
    }

    /// <summary>Who practises where no roster is in force cannot be on it.</summary>
    private static bool Excused(ExamSession session, string factor) =>
        factor == "roster" && session.Part is { Mode: ExamMode.Practice } part && PracticePseudonym.Is(part.Candidate);

    private static Refusal? Interrupt(ExamSession session, SessionAct act, Interrupted interrupted) =>
        session.OpenInterruptions.Contains(interrupted.Cause) ? Because(RefusalReason.AlreadyInterrupted, $"{interrupted.Cause}")
        : interrupted.Cause == InterruptionCause.Paused ? NotFor(session, act, interrupted.Detail) // the clock stands still for nobody else
        : null;

    private static Refusal? Resume(ExamSession session, SessionAct act, Resumed resumed)
    {
        if (resumed.Cause is InterruptionCause.RecorderStopped or InterruptionCause.StorageFault)
            return null;
        if (!session.OpenInterruptions.Contains(resumed.Cause))
            return Because(RefusalReason.NotInterrupted, $"{resumed.Cause}");
        if (!SessionActs.NeedsPerson(resumed.Cause))
            return null;
        if (resumed.Cause == InterruptionCause.EmergencyStop && session.InputOf(Arming.EmergencyStopSignal) is not (null or SwitchState.Off))
            return Because(RefusalReason.StopPressed);
        return NotFor(session, act, resumed.Detail);
    }

    private static Refusal? Witness(ExamSession session, RefusedToSign refused) => refused.Witness == refused.By
        ? Because(RefusalReason.SamePersonTwice, refused.By)
        : NotFor(session, SessionAct.Witness, refused.Witness);

    private static Refusal? Sign(ExamSession session, SessionAct act, Signatory role, string by, Hash256 sheet)
    {
        if (sheet != session.Sheet?.SheetHash)
            return Because(RefusalReason.WrongSheet);
        if (session.Signatures.Any(signature => signature.Role == role && (role == Signatory.Candidate || signature.By == by)))
            return Because(RefusalReason.AlreadySigned, by);
        return role == Signatory.Candidate ? null : NotFor(session, act, by);
    }

    private static Refusal? Seal(ExamSession session, SessionAct act, Sealed seal)
    {
        var examiners = session.Signatures.Where(signature => signature.Role != Signatory.Candidate).Select(signature => signature.By).Distinct().Count();
        var candidate = !session.WasStarted || session.Signatures.Any(signature => signature.Role == Signatory.Candidate);
        return candidate && examiners >= session.Paper.RequiredExaminers
            ? NotFor(session, act, seal.By)
            : Because(RefusalReason.SignaturesMissing, $"{examiners} of {session.Paper.RequiredExaminers} examiners");
    }

    /// <summary>Nobody needs to be named in practice, as before the field existed; who is named is held to the role.</summary>
    private static Refusal? NotFor(ExamSession session, SessionAct act, string? by) =>
        by is null
            ? session.Part is { Mode: ExamMode.Exam } ? Because(RefusalReason.PersonMissing, $"{act}") : null
            : !session.Staff.Any(person => person.Id == by) ? Because(RefusalReason.NotAssigned, by)
            : session.Staff.Any(person => person.Id == by && SessionTable.Allows(person.Role, act)) ? null
            : Because(RefusalReason.RoleMayNot, $"{by}: {act}");
}
