using System.Collections.Immutable;
using WeldExam.Exam.Journal;

namespace WeldExam.EdgeGateway.Api;

/// <summary>An act that may be sent again: its id is a fresh one for each act.</summary>
public interface ICommand
{
    Guid CommandId { get; }
}

/// <summary>Opens a part for the person whose identity was just checked.</summary>
/// <param name="CommandId">Idempotency: a fresh id for each act, the same id when it is sent again.</param>
/// <param name="IdentityId">The identity check it rests on.</param>
/// <param name="Task">K11 … K42.</param>
/// <param name="Paper">SHA-256 of the paper; absent for the one that the roster names.</param>
/// <param name="Staff">Who judges.</param>
/// <param name="TaskCard">What was issued, for a welding task.</param>
/// <param name="Ticked">Conditions of the reset list seen to hold.</param>
/// <param name="TickedBy">Who saw it.</param>
/// <param name="Replaces">The part this one repeats.</param>
/// <param name="DrawStaff">The station draws the examiners; then none is named.</param>
/// <param name="DrawChief">And a chief examiner beside them.</param>
public sealed record OpenPart(
    Guid CommandId,
    Guid IdentityId,
    string Task,
    ImmutableArray<StaffMember> Staff,
    string? Paper = null,
    TaskCard? TaskCard = null,
    ImmutableArray<string>? Ticked = null,
    string TickedBy = "",
    Guid? Replaces = null,
    bool DrawStaff = false,
    bool DrawChief = false) : ICommand;

/// <summary>Draws the task of one subject for the person whose identity was just checked. Sent again it names what was drawn the first time.</summary>
/// <param name="IdentityId">The identity check it rests on.</param>
/// <param name="Subject">K1 … K4.</param>
/// <param name="By">Who asks for it, by staff number.</param>
/// <param name="Among">Tasks that this point can hold; absent for all of the subject. It goes on record.</param>
/// <param name="Lot">The lot that the candidate picked, from 1; absent where the system draws.</param>
public sealed record DrawTask(Guid IdentityId, string Subject, string By, ImmutableArray<string>? Among = null, int? Lot = null);

public sealed record StaffMember(string Id, StaffRole Role);

/// <summary>An act without further content: start, pause, resume.</summary>
public sealed record SimpleAct(Guid CommandId, string By) : ICommand;

/// <summary>Who concludes or seals; may be absent in practice.</summary>
public sealed record ClosingAct(string? By = null);

/// <summary>An examiner at the booth lifts the contactor's lock.</summary>
/// <param name="CommandId">Idempotency.</param>
/// <param name="By">The examiner.</param>
/// <param name="Reason">Why it may be energised again. No personal data.</param>
public sealed record RearmBooth(Guid CommandId, string By, string Reason) : ICommand;

public sealed record EndPart(Guid CommandId, string By, EndReason Reason) : ICommand;

/// <summary>A mark.</summary>
/// <param name="CommandId">Idempotency.</param>
/// <param name="By">The examiner.</param>
/// <param name="Item">The item.</param>
/// <param name="Deduction">The deduction; absent for the whole item.</param>
/// <param name="Kind">met, deduct, confirm, reject or withdraw.</param>
/// <param name="Times">How often; 1 where absent.</param>
/// <param name="AboutSeconds">An earlier moment the mark is about, in seconds since the start; absent for now.</param>
/// <param name="Remark">Free text without personal data.</param>
public sealed record Mark(
    Guid CommandId, string By, string Item, MarkKind Kind, string? Deduction = null, int? Times = null, decimal? AboutSeconds = null, string? Remark = null)
    : ICommand;

public sealed record Override(Guid CommandId, string By, string SecondBy, string Item, string Deduction, int Times, string Reason) : ICommand;

/// <summary>A signature under the sheet with that hash.</summary>
/// <param name="CommandId">Idempotency.</param>
/// <param name="Role">Whose.</param>
/// <param name="By">Staff number; for the candidate the pseudonym.</param>
/// <param name="SheetHash">The sheet that was shown.</param>
/// <param name="Kind">How.</param>
/// <param name="Items">Items objected to.</param>
/// <param name="Reason">Why, for an objection.</param>
/// <param name="Witness">Who witnessed a refusal.</param>
public sealed record Signature(
    Guid CommandId, Signatory Role, string By, string SheetHash, SignatureKind Kind,
    ImmutableArray<string>? Items = null, string? Reason = null, string? Witness = null) : ICommand;

public enum SignatureKind
{
    Sign = 0,
    SignWithObjection = 1,
    Refuse = 2,
}
