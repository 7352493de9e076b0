using System.Collections.Frozen;

namespace WeldExam.Contracts.Blocks.Formats;

/// <summary>All kinds of entry by number and by type. A number, once given, never changes its meaning.</summary>
internal static class EntryFormats
{
    private static readonly EntryFormat[] All =
    [
        OpeningFormats.Opened, SignalFormats.Samples, SignalFormats.InputChanged, SignalFormats.DeviceStateChanged, SignalFormats.ClockAnchor,
        PeopleFormats.IdentityChecked, PeopleFormats.Assigned, PeopleFormats.StartState,
        PeopleFormats.SubjectStarted, PeopleFormats.SubjectEnded, PeopleFormats.Marked, PeopleFormats.Overridden,
        ClosingFormats.Interrupted, ClosingFormats.Resumed, ClosingFormats.Concluded, ClosingFormats.Signed, ClosingFormats.SignedWithObjection,
        ClosingFormats.RefusedToSign, ClosingFormats.Sealed, ClosingFormats.SittingClosed,
        StationFormats.FileAdopted, StationFormats.ReadinessChecked,
        InputOutputFormats.OutputSet, InputOutputFormats.InputDoubted, InputOutputFormats.OtherRigCurrent, DrawFormats.TaskDrawn,
        StaffFormats.StaffDrawn, StaffFormats.StaffJudged, StaffFormats.Voided,
    ];

    public static readonly FrozenDictionary<Type, EntryFormat> ByType = All.ToFrozenDictionary(format => format.Type);

    private static readonly EntryFormat?[] ByKind = Enumerable.Range(0, 64).Select(kind => Array.Find(All, format => format.Kind == kind)).ToArray();

    public static EntryFormat? Of(int kind) => kind >= 0 && kind < ByKind.Length ? ByKind[kind] : null;
}
