using System.Collections.Immutable;

namespace WeldExam.Centre.Archive;

/// <summary>What one transaction does: a block and its effect, together or not at all. Rows replace rows of the same identity.</summary>
public sealed record CentreChange
{
    public ImmutableArray<StoredBlock> Blocks { get; init; } = [];

    public JournalRow? Journal { get; init; }

    public PartRow? Part { get; init; }

    public ImmutableArray<SheetRow> Sheets { get; init; } = [];

    public ReadingsRow? Readings { get; init; }

    public ImmutableArray<Alarm> Alarms { get; init; } = [];

    public ImmutableArray<Poison> SetAside { get; init; } = [];

    public PaperRow? Paper { get; init; }

    public RosterRow? Roster { get; init; }

    public PolicyRow? Policy { get; init; }

    public StaffRow? Staff { get; init; }
}
