using WeldExam.Centre.Boxes;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Archive;

/// <summary>Where the centre keeps what it received. Answers are snapshots; one writer at a time, readers at any time.</summary>
public interface ICentreStore
{
    /// <summary>Applies the change in one transaction; when it returns, the change is on disk.</summary>
    ValueTask CommitAsync(CentreChange change, CancellationToken cancel);

    ValueTask<JournalRow?> FindJournalAsync(JournalId journal, CancellationToken cancel);

    /// <summary>All journals in the order of their first block.</summary>
    ValueTask<IReadOnlyList<JournalRow>> JournalsAsync(CancellationToken cancel);

    /// <summary>How many journals have blocks, but none verified.</summary>
    ValueTask<long> CountUnopenedAsync(CancellationToken cancel);

    /// <summary>Blocks of one standing in the order of their numbers, from <paramref name="from"/> on, at most <paramref name="most"/>.</summary>
    ValueTask<IReadOnlyList<StoredBlock>> BlocksAsync(JournalId journal, BlockStanding standing, long from, int most, CancellationToken cancel);

    ValueTask<PartRow?> FindPartAsync(JournalId journal, CancellationToken cancel);

    /// <summary>All parts in the order of their journals.</summary>
    ValueTask<IReadOnlyList<PartRow>> PartsAsync(CancellationToken cancel);

    ValueTask<IReadOnlyList<PartRow>> PartsOfAsync(SittingId sitting, CancellationToken cancel);

    ValueTask<SheetRow?> FindSheetAsync(Hash256 hash, CancellationToken cancel);

    /// <summary>The parts whose readings have that hash, in the order of their journals.</summary>
    ValueTask<IReadOnlyList<JournalId>> WithReadingsAsync(Hash256 readings, CancellationToken cancel);

    ValueTask<IReadOnlyList<Alarm>> AlarmsAsync(CancellationToken cancel);

    ValueTask<IReadOnlyList<Poison>> SetAsideAsync(CancellationToken cancel);

    ValueTask<PaperRow?> FindPaperAsync(Hash256 hash, CancellationToken cancel);

    ValueTask<IReadOnlyList<PaperRow>> PapersAsync(CancellationToken cancel);

    /// <summary>The newest roster of each point.</summary>
    ValueTask<IReadOnlyList<RosterRow>> RostersAsync(CancellationToken cancel);

    /// <summary>All versions of all policies.</summary>
    ValueTask<IReadOnlyList<PolicyRow>> PoliciesAsync(CancellationToken cancel);

    /// <summary>The newest staff register of each point.</summary>
    ValueTask<IReadOnlyList<StaffRow>> StaffAsync(CancellationToken cancel);

    /// <summary>Writes the boxes of the configuration over those known; none is forgotten.</summary>
    ValueTask PutBoxesAsync(IReadOnlyList<Box> boxes, CancellationToken cancel);

    ValueTask<IReadOnlyList<Box>> BoxesAsync(CancellationToken cancel);
}
