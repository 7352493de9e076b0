using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;
using WeldExam.Station.Files;
using WeldExam.Station.Identity;
using WeldExam.Station.Journals;
using WeldExam.Station.People;

namespace WeldExam.Station.Flow;

/// <summary>What the stations of a box share.</summary>
/// <param name="Store">The journals.</param>
/// <param name="Papers">The papers.</param>
/// <param name="Roster">The candidates.</param>
/// <param name="RosterKey">Null where the point has no roster.</param>
/// <param name="WallClock">UTC.</param>
/// <param name="Clock">The monotonic clock.</param>
/// <param name="Ids">New ids.</param>
/// <param name="Boot">The running boot.</param>
/// <param name="OnDisk">What was found in the journal folder at start.</param>
public sealed record StationSurroundings(
    JournalStore Store,
    IPaperShelf Papers,
    IRoster Roster,
    RosterKey? RosterKey,
    IWallClock WallClock,
    TimeProvider Clock,
    IIdSource Ids,
    BootId Boot,
    IReadOnlyList<JournalOnDisk> OnDisk)
{
    /// <summary>What the centre permits beyond the papers.</summary>
    public PolicyBook Policies { get; init; } = new();

    /// <summary>What was drawn at this box.</summary>
    public DrawBook Draws { get; } = DrawBook.Of(OnDisk);

    /// <summary>Who may act, as the centre says.</summary>
    public StaffBook Staff { get; init; } = new();

    /// <summary>Who acts at the box's booths now.</summary>
    public BoothStaff Booths { get; } = new();

    /// <summary>Parts of a station that were never sealed, the one with most in it last: an opening that the disk refused at first
    /// may have come through after all, and stays behind the part that was opened in its place.</summary>
    internal IEnumerable<(JournalId Journal, PartOpening? Part)> Unfinished(string station) =>
        from found in OnDisk
        let opened = found.Reading?.Opened
        where opened is { Kind: JournalKind.Part, Part: not null } && opened.Station == station && found.Reading!.Seal is null
        orderby found.Reading!.Blocks.Length
        select (found.Journal, opened.Part);
}
