using WeldExam.Centre.Boxes;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Archive;

/// <summary>A store that forgets, for simulations. Held to the same contract tests as the durable ones.</summary>
public sealed class MemoryStore : ICentreStore
{
    private readonly Dictionary<JournalId, JournalRow> _journals = [];
    private readonly Dictionary<(JournalId, int, long, Hash256), StoredBlock> _blocks = [];
    private readonly Dictionary<JournalId, PartRow> _parts = [];
    private readonly Dictionary<Hash256, SheetRow> _sheets = [];
    private readonly HashSet<ReadingsRow> _readings = [];
    private readonly Dictionary<(AlarmKind, string), Alarm> _alarms = [];
    private readonly Dictionary<Hash256, Poison> _poison = [];
    private readonly Queue<Hash256> _poisonOrder = new();
    private readonly Dictionary<Hash256, PaperRow> _papers = [];
    private readonly Dictionary<(string, int), RosterRow> _rosters = [];
    private readonly Dictionary<(string, int), PolicyRow> _policies = [];
    private readonly Dictionary<(string, int), StaffRow> _staff = [];
    private readonly Dictionary<string, Box> _boxes = [];

    /// <summary>Called before each commit; may throw as a disk would.</summary>
    public Action<CentreChange>? BeforeCommit { get; set; }

    public ValueTask CommitAsync(CentreChange change, CancellationToken cancel)
    {
        BeforeCommit?.Invoke(change);
        foreach (var block in change.Blocks)
            _blocks[(block.Journal, block.Epoch, block.Number, block.Hash)] = block;
        if (change.Journal is { } journal)
            _journals[journal.Journal] = journal;
        if (change.Part is { } part)
            _parts[part.Journal] = part;
        foreach (var sheet in change.Sheets)
            _sheets[sheet.Hash] = sheet;
        if (change.Readings is { } readings)
            _readings.Add(readings);
        foreach (var alarm in change.Alarms)
            _alarms[(alarm.Kind, alarm.Subject)] = alarm with { Count = (_alarms.GetValueOrDefault((alarm.Kind, alarm.Subject))?.Count ?? 0) + 1 };
        foreach (var poison in change.SetAside)
            Keep(poison);
        if (change.Paper is { } paper)
            _papers[paper.Hash] = paper;
        if (change.Roster is { } roster)
            _rosters[(roster.Point, roster.Version)] = roster;
        if (change.Policy is { } policy)
            _policies[(policy.Id, policy.Version)] = policy;
        if (change.Staff is { } staff)
            _staff[(staff.Point, staff.Version)] = staff;
        return ValueTask.CompletedTask;
    }

    public ValueTask<JournalRow?> FindJournalAsync(JournalId journal, CancellationToken cancel) => new(_journals.GetValueOrDefault(journal));

    public ValueTask<IReadOnlyList<JournalRow>> JournalsAsync(CancellationToken cancel) =>
        Of(_journals.Values.OrderBy(row => row.FirstAt).ThenBy(row => row.Journal.ToString(), StringComparer.Ordinal));

    public ValueTask<long> CountUnopenedAsync(CancellationToken cancel) => new(_journals.Values.LongCount(row => row.Count == 0));

    public ValueTask<IReadOnlyList<StoredBlock>> BlocksAsync(
        JournalId journal, BlockStanding standing, long from, int most, CancellationToken cancel) =>
        Of(_blocks.Values.Where(block => block.Journal == journal && block.Standing == standing && block.Number >= from)
            .OrderBy(block => block.Number).ThenBy(block => block.Epoch).ThenBy(block => block.Hash.ToString(), StringComparer.Ordinal).Take(most));

    public ValueTask<PartRow?> FindPartAsync(JournalId journal, CancellationToken cancel) => new(_parts.GetValueOrDefault(journal));

    public ValueTask<IReadOnlyList<PartRow>> PartsAsync(CancellationToken cancel) => Of(Ordered(_parts.Values));

    public ValueTask<IReadOnlyList<PartRow>> PartsOfAsync(SittingId sitting, CancellationToken cancel) =>
        Of(Ordered(_parts.Values.Where(part => part.Sitting == sitting)));

    public ValueTask<SheetRow?> FindSheetAsync(Hash256 hash, CancellationToken cancel) => new(_sheets.GetValueOrDefault(hash));

    public ValueTask<IReadOnlyList<Alarm>> AlarmsAsync(CancellationToken cancel) =>
        Of(_alarms.Values.OrderBy(alarm => alarm.Kind).ThenBy(alarm => alarm.Subject, StringComparer.Ordinal));

    public ValueTask<IReadOnlyList<JournalId>> WithReadingsAsync(Hash256 readings, CancellationToken cancel) =>
        Of(_readings.Where(row => row.Hash == readings).Select(row => row.Journal).OrderBy(journal => journal.ToString(), StringComparer.Ordinal));

    public ValueTask<IReadOnlyList<Poison>> SetAsideAsync(CancellationToken cancel) => Of(_poisonOrder.Select(hash => _poison[hash]));

    public ValueTask<PaperRow?> FindPaperAsync(Hash256 hash, CancellationToken cancel) => new(_papers.GetValueOrDefault(hash));

    public ValueTask<IReadOnlyList<PaperRow>> PapersAsync(CancellationToken cancel) =>
        Of(_papers.Values.OrderBy(paper => paper.Id, StringComparer.Ordinal).ThenBy(paper => paper.Version, StringComparer.Ordinal));

    public ValueTask<IReadOnlyList<PolicyRow>> PoliciesAsync(CancellationToken cancel) =>
        Of(_policies.Values.OrderBy(row => row.Id, StringComparer.Ordinal).ThenBy(row => row.Version));

    public ValueTask<IReadOnlyList<RosterRow>> RostersAsync(CancellationToken cancel) =>
        Of(_rosters.Values.GroupBy(row => row.Point, StringComparer.Ordinal).Select(group => group.MaxBy(row => row.Version)!)
            .OrderBy(row => row.Point, StringComparer.Ordinal));

    public ValueTask<IReadOnlyList<StaffRow>> StaffAsync(CancellationToken cancel) =>
        Of(_staff.Values.GroupBy(row => row.Point, StringComparer.Ordinal).Select(group => group.MaxBy(row => row.Version)!)
            .OrderBy(row => row.Point, StringComparer.Ordinal));

    public ValueTask PutBoxesAsync(IReadOnlyList<Box> boxes, CancellationToken cancel)
    {
        foreach (var box in boxes)
            _boxes[box.Name] = box;
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<Box>> BoxesAsync(CancellationToken cancel) => Of(_boxes.Values.OrderBy(box => box.Name, StringComparer.Ordinal));

    private static IEnumerable<PartRow> Ordered(IEnumerable<PartRow> parts) =>
        parts.OrderBy(part => part.Journal.ToString(), StringComparer.Ordinal);

    private static ValueTask<IReadOnlyList<T>> Of<T>(IEnumerable<T> rows) => new(rows.ToArray());

    private void Keep(Poison poison)
    {
        if (!_poison.TryAdd(poison.Hash, poison))
            return;
        _poisonOrder.Enqueue(poison.Hash);
        if (_poisonOrder.Count > Poison.MaxKept)
            _poison.Remove(_poisonOrder.Dequeue());
    }
}
