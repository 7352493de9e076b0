using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;

namespace WeldExam.Exam.Sessions;

/// <summary>What may be recorded when.</summary>
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
        return entry switch
        {
            Assigned or IdentityChecked or StartState => session.Phase == SessionPhase.Preparing || entry is IdentityChecked ? null : Because(RefusalReason.AlreadyStarted),
            SubjectStarted started => Start(session, started),
            SubjectEnded ended => End(session, ended),
            Marked marked => Mark(session, marked),
            Overridden overridden => Override(session, overridden),
            Interrupted interrupted => Interrupt(session, interrupted),
            Resumed resumed => Resume(session, resumed),
            Concluded concluded => Conclude(session, concluded),
            Signed signed => Sign(session, signed.Role, signed.By, signed.SheetHash),
            SignedWithObjection signed => Sign(session, signed.Role, signed.By, signed.SheetHash),
            RefusedToSign refused => Unassigned(session, refused.Witness) ?? Sign(session, refused.Role, refused.By, refused.SheetHash),
            Sealed => Seal(session),
            FileAdopted or ReadinessChecked or SittingClosed or UnknownEntry => Because(RefusalReason.NotThisEntryNow, entry.GetType().Name),
            _ => null, // evidence is never refused
        };
    }

    /// <summary>What is sent again is the same act word for word; another act under its command would be lost without a word.</summary>
    private static bool IsSameAct(Entry recorded, Entry entry) => (recorded, entry) switch
    {
        (SignedWithObjection one, SignedWithObjection other) => one with { Items = other.Items } == other && one.Items.SequenceEqual(other.Items),
        _ => recorded == entry,
    };

    private static Refusal Because(RefusalReason reason, string detail = "") => new(reason, detail);

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

    private static Refusal? Start(ExamSession session, SubjectStarted started)
    {
        if (session.Phase != SessionPhase.Preparing)
            return Because(RefusalReason.AlreadyStarted);
        if (session.Identity is not { } identity)
            return Because(RefusalReason.IdentityMissing);
        if (!identity.IsAccepted)
            return Because(RefusalReason.IdentityNotAccepted);
        var missing = session.Paper.IdentityFactors.Where(factor => !Excused(session, factor) && !identity.Factors.Any(f => f.Factor == factor && f.Passed)).ToArray();
        if (missing.Length > 0 && identity.Staff.Distinct().Count() < StaffForManualIdentity)
            return Because(RefusalReason.IdentityNotAccepted, string.Join(", ", missing));
        if (session.Staff.Select(person => person.Id).Distinct().Count() < session.Paper.RequiredExaminers)
            return Because(RefusalReason.ExaminersMissing, $"{session.Paper.RequiredExaminers} are required");
        if (session.StartState is null || !session.OpenStartConditions.IsEmpty)
            return Because(RefusalReason.StartStateNotHeld, string.Join(", ", session.OpenStartConditions));
        return Unassigned(session, started.By);
    }

    /// <summary>Who practises where no roster is in force cannot be on it.</summary>
    private static bool Excused(ExamSession session, string factor) =>
        factor == "roster" && session.Part is { Mode: ExamMode.Practice } part && PracticePseudonym.Is(part.Candidate);

    private static Refusal? End(ExamSession session, SubjectEnded ended) => session.Phase switch
    {
        // 弃考, 违纪 or a fault may end a part that never began: the candidate has not started, but the part is over.
        SessionPhase.Preparing when ended.Reason is EndReason.Finished or EndReason.TimeUp => Because(RefusalReason.NotStarted),
        SessionPhase.Preparing or SessionPhase.Running or SessionPhase.Interrupted =>
            ended is { Reason: EndReason.TimeUp, By: SubjectEnded.ByStation } ? null : Unassigned(session, ended.By),
        _ => Because(RefusalReason.AlreadyEnded),
    };

    private static Refusal? Interrupt(ExamSession session, Interrupted interrupted)
    {
        if (session.Phase > SessionPhase.Interrupted)
            return Because(RefusalReason.AlreadyEnded);
        if (session.OpenInterruptions.Contains(interrupted.Cause))
            return Because(RefusalReason.AlreadyInterrupted, $"{interrupted.Cause}");
        return interrupted.Cause == InterruptionCause.Paused ? Unassigned(session, interrupted.Detail) : null; // the clock stands still for nobody else
    }

    private static Refusal? Resume(ExamSession session, Resumed resumed) => resumed.Cause switch
    {
        InterruptionCause.RecorderStopped or InterruptionCause.StorageFault => null,
        _ when !session.OpenInterruptions.Contains(resumed.Cause) => Because(RefusalReason.NotInterrupted, $"{resumed.Cause}"),
        InterruptionCause.Paused or InterruptionCause.DeviceFault => Unassigned(session, resumed.Detail),
        _ => null,
    };

    private static Refusal? Mark(ExamSession session, Marked marked)
    {
        if (Judging(session) is { } refusal)
            return refusal;
        var item = session.Task?.Items.FirstOrDefault(item => item.Id == marked.Item);
        var deduction = item?.Deductions.FirstOrDefault(deduction => deduction.Id == marked.Deduction);
        if (item is null || (marked.Deduction is not null && deduction is null))
            return Because(RefusalReason.NotInPaper, marked.Deduction ?? marked.Item);
        if (marked.Deduction is null && marked.Kind is MarkKind.Deduct && item.Deductions.Length > 1)
            return Because(RefusalReason.NotInPaper, $"{marked.Item} has several deductions: name one");
        if (marked.Times < 0 || (deduction is not null && marked.Times > deduction.MaxTimes))
            return Because(RefusalReason.NotInPaper, $"{marked.Times} times");
        return Unassigned(session, marked.By);
    }

    private static Refusal? Override(ExamSession session, Overridden overridden)
    {
        if (Judging(session) is { } refusal)
            return refusal;
        var item = session.Task?.Items.FirstOrDefault(item => item.Id == overridden.Item);
        if (item?.Deductions.FirstOrDefault(d => d.Id == overridden.Deduction) is not { } deduction)
            return Because(RefusalReason.NotInPaper, overridden.Deduction);
        if (overridden.Times < 0 || overridden.Times > deduction.MaxTimes)
            return Because(RefusalReason.NotInPaper, $"{overridden.Times} times");
        if (overridden.By == overridden.SecondBy)
            return Because(RefusalReason.SamePersonTwice);
        return Unassigned(session, overridden.By) ?? Unassigned(session, overridden.SecondBy);
    }

    private static Refusal? Judging(ExamSession session) => session.Phase switch
    {
        SessionPhase.Preparing => Because(RefusalReason.NotStarted),
        SessionPhase.Concluded => Because(RefusalReason.AlreadyConcluded),
        _ => null,
    };

    private static Refusal? Conclude(ExamSession session, Concluded concluded)
    {
        if (session.Phase == SessionPhase.Concluded)
            return Because(RefusalReason.AlreadyConcluded);
        if (session.Phase != SessionPhase.Ended)
            return Because(RefusalReason.NotEnded);
        return Hash256.Of(concluded.Sheet.Span) == concluded.SheetHash ? null : Because(RefusalReason.WrongSheet);
    }

    private static Refusal? Sign(ExamSession session, Signatory role, string by, Hash256 sheet)
    {
        if (session.Phase != SessionPhase.Concluded)
            return Because(RefusalReason.NotConcluded);
        if (sheet != session.Sheet?.SheetHash)
            return Because(RefusalReason.WrongSheet);
        if (session.Signatures.Any(signature => signature.Role == role && (role == Signatory.Candidate || signature.By == by)))
            return Because(RefusalReason.AlreadySigned, by);
        return role == Signatory.Candidate ? null : Unassigned(session, by);
    }

    private static Refusal? Seal(ExamSession session)
    {
        if (session.Phase != SessionPhase.Concluded)
            return Because(RefusalReason.NotConcluded);
        var examiners = session.Signatures.Where(signature => signature.Role != Signatory.Candidate).Select(signature => signature.By).Distinct().Count();
        return session.Signatures.Any(signature => signature.Role == Signatory.Candidate) && examiners >= session.Paper.RequiredExaminers
            ? null
            : Because(RefusalReason.SignaturesMissing, $"{examiners} of {session.Paper.RequiredExaminers} examiners");
    }

    private static Refusal? Unassigned(ExamSession session, string by) =>
        session.Staff.Any(person => person.Id == by) ? null : Because(RefusalReason.NotAssigned, by);
}
