using WeldExam.Centre.Archive;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Tests.Archive;

/// <summary>What every store must do; each store runs all of it.</summary>
public abstract class StoreContract : IDisposable
{
    private static readonly JournalId Journal = new(new Guid(1, 2, 3, new byte[8]));
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, 123, 456, TimeSpan.Zero);
    private static readonly Hash256 Hash = Hash256.Of([1]);

    protected abstract ICentreStore Store { get; }

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task An_empty_store_knows_nothing()
    {
        Assert.Null(await Store.FindJournalAsync(Journal, None));
        Assert.Null(await Store.FindPartAsync(Journal, None));
        Assert.Null(await Store.FindPaperAsync(Hash, None));
        Assert.Empty(await Store.JournalsAsync(None));
        Assert.Empty(await Store.BlocksAsync(Journal, BlockStanding.Chained, 0, 9, None));
        Assert.Equal(0, await Store.CountUnopenedAsync(None));
    }

    [Fact]
    public async Task Every_field_comes_back()
    {
        var row = new JournalRow(Journal, new(JournalKind.Part, "box", "point", "station"), JournalStanding.Sealed, 7, 2, Hash, new(Hash, Hash256.Of([2]), RootCheck.Differs, Hash256.Of([3])), Now, Now.AddTicks(1));
        var part = new PartRow(Journal, new(Guid.AllBitsSet), "候选-1", "K2", "K21", 2, ExamMode.Exam, IsTest: true, "paper", Hash, new(Guid.Empty), Hash, new(ReScoreOutcome.Differs, "why", Hash, "91.5", "finished"));
        var sheet = new SheetRow(Hash, "{}"u8.ToArray());
        var poison = new Poison(Hash, "topic", "reason", new byte[] { 1, 2 }, Now);
        await Store.CommitAsync(new CentreChange { Journal = row, Part = part, Sheets = [sheet], SetAside = [poison, poison] }, None);

        Assert.Equal(row, await Store.FindJournalAsync(Journal, None));
        Assert.Equal(part, await Store.FindPartAsync(Journal, None));
        Assert.Equal(part, Assert.Single(await Store.PartsOfAsync(part.Sitting, None)));
        Assert.Equal(part, Assert.Single(await Store.PartsAsync(None)));
        Assert.Equal("{}"u8.ToArray(), (await Store.FindSheetAsync(Hash, None))!.Json.ToArray());
        var kept = Assert.Single(await Store.SetAsideAsync(None));
        Assert.Equal((poison.Topic, poison.Reason, poison.At), (kept.Topic, kept.Reason, kept.At));
    }

    [Fact]
    public async Task Parts_are_found_by_the_hash_of_their_readings()
    {
        var other = new JournalId(new Guid(9, 9, 9, new byte[8]));
        foreach (var row in new ReadingsRow[] { new(Hash, other), new(Hash, Journal), new(Hash256.Of([2]), other), new(Hash, other) })
            await Store.CommitAsync(new CentreChange { Readings = row }, None);
        Assert.Equal([Journal, other], await Store.WithReadingsAsync(Hash, None));
        Assert.Empty(await Store.WithReadingsAsync(Hash256.Of([3]), None));
    }

    [Fact]
    public async Task A_journal_without_its_first_block_has_no_origin_and_is_counted()
    {
        var row = new JournalRow(Journal, null, JournalStanding.Open, 0, 0, default, null, Now, Now);
        await Store.CommitAsync(new CentreChange { Journal = row }, None);
        Assert.Equal(row, await Store.FindJournalAsync(Journal, None));
        Assert.Equal(1, await Store.CountUnopenedAsync(None));
    }

    [Fact]
    public async Task Blocks_come_in_the_order_of_their_numbers_and_change_standing_in_place()
    {
        await Store.CommitAsync(new CentreChange { Blocks = [.. new long[] { 10, 2, 0, 1 }.Select(number => Block(number, BlockStanding.Chained))] }, None);
        await Store.CommitAsync(new CentreChange { Blocks = [Block(3, BlockStanding.Waiting)] }, None);
        await Store.CommitAsync(new CentreChange { Blocks = [Block(3, BlockStanding.Chained), Block(2, BlockStanding.Fork, salt: 1)] }, None);
        Assert.Equal([1L, 2, 3], (await Store.BlocksAsync(Journal, BlockStanding.Chained, 1, 3, None)).Select(block => block.Number));
        Assert.Empty(await Store.BlocksAsync(Journal, BlockStanding.Waiting, 0, 9, None));
        var fork = Assert.Single(await Store.BlocksAsync(Journal, BlockStanding.Fork, 0, 9, None));
        Assert.Equal(new byte[] { 2, 1 }, fork.Bytes.ToArray());
    }

    [Fact]
    public async Task The_same_alarm_again_is_one_alarm_that_counts()
    {
        var alarm = new Alarm(AlarmKind.Fork, "subject", Journal, Now, "first");
        await Store.CommitAsync(new CentreChange { Alarms = [alarm] }, None);
        await Store.CommitAsync(new CentreChange { Alarms = [alarm with { Detail = "second", At = Now.AddSeconds(1) }, alarm with { Subject = "other", Journal = null }] }, None);
        Assert.Equal(
            [alarm with { Subject = "other", Journal = null }, alarm with { Detail = "second", At = Now.AddSeconds(1), Count = 2 }],
            await Store.AlarmsAsync(None));
    }

    [Fact]
    public async Task Papers_rosters_and_boxes_come_back_and_only_the_newest_roster_is_in_force()
    {
        await Store.CommitAsync(new CentreChange { Paper = new(Hash, "p", "1", "sample", new byte[] { 9 }), Roster = new("A", 2, Hash, new byte[] { 2 }) }, None);
        await Store.CommitAsync(new CentreChange { Roster = new("A", 10, Hash, new byte[] { 10 }) }, None);
        await Store.CommitAsync(new CentreChange { Roster = new("B", 1, Hash, new byte[] { 1 }) }, None);
        await Store.PutBoxesAsync([new("box", "A", ["S1", "S2"], [new byte[] { 4, 5 }, new byte[] { 6 }])], None);

        Assert.Equal([("A", 10), ("B", 1)], (await Store.RostersAsync(None)).Select(roster => (roster.Point, roster.Version)));
        Assert.Equal("sample", (await Store.FindPaperAsync(Hash, None))!.Status);
        Assert.Equal(9, Assert.Single(await Store.PapersAsync(None)).Content.Span[0]);
        var box = Assert.Single(await Store.BoxesAsync(None));
        Assert.Equal(("S1 S2", 2, 6), (string.Join(' ', box.Stations), box.DeviceKeys.Length, box.DeviceKeys[1].Span[0]));
    }

    [Fact]
    public async Task Only_the_newest_staff_register_of_each_point_is_in_force()
    {
        await Store.CommitAsync(new CentreChange { Staff = new("A", 2, Hash, new byte[] { 2 }) }, None);
        await Store.CommitAsync(new CentreChange { Staff = new("A", 10, Hash, new byte[] { 10 }) }, None);
        await Store.CommitAsync(new CentreChange { Staff = new("B", 1, Hash, new byte[] { 1 }) }, None);
        Assert.Equal([("A", 10, 10), ("B", 1, 1)], (await Store.StaffAsync(None)).Select(staff => (staff.Point, staff.Version, (int)staff.Content.Span[0])));
        Assert.Empty(await Store.RostersAsync(None));
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private static StoredBlock Block(long number, BlockStanding standing, byte salt = 0) =>
        new(Journal, 0, number, Hash256.Of([(byte)number, salt]), standing, new byte[] { (byte)number, salt });
}

public sealed class MemoryStoreTests : StoreContract
{
    protected override ICentreStore Store { get; } = new MemoryStore();
}

public sealed class SqliteStoreTests : StoreContract
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weldexam-store");
    private readonly SqliteStore _store;

    public SqliteStoreTests() => _store = new(DatabasePath);

    protected override ICentreStore Store => _store;

    private string DatabasePath => Path.Combine(_folder.FullName, "centre.db");

    [Fact]
    public async Task What_was_committed_is_there_after_opening_again()
    {
        var roster = new RosterRow("A", 1, default, new byte[] { 1 });
        await _store.CommitAsync(new CentreChange { Roster = roster }, CancellationToken.None);
        _store.Dispose();
        using var again = new SqliteStore(DatabasePath);
        Assert.Single(await again.RostersAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_change_is_committed_whole_or_not_at_all()
    {
        var good = new StoredBlock(new(Guid.Empty), 0, 0, default, BlockStanding.Chained, new byte[] { 1 });
        var broken = new CentreChange { Blocks = [good], Roster = new RosterRow(null!, 1, default, default) };
        await Assert.ThrowsAnyAsync<Exception>(async () => await _store.CommitAsync(broken, CancellationToken.None));
        Assert.Empty(await _store.BlocksAsync(good.Journal, BlockStanding.Chained, 0, 9, CancellationToken.None));
    }

    [Fact]
    public async Task A_file_of_version_1_gets_what_it_lacks_and_loses_nothing()
    {
        await _store.CommitAsync(new CentreChange { Roster = new RosterRow("A", 1, default, new byte[] { 1 }) }, CancellationToken.None);
        SetVersion(1);
        using var again = new SqliteStore(DatabasePath);
        Assert.Single(await again.RostersAsync(CancellationToken.None));
        await again.CommitAsync(new CentreChange { Readings = new(default, new(Guid.Empty)) }, CancellationToken.None);
        Assert.Single(await again.WithReadingsAsync(default, CancellationToken.None));
        await again.CommitAsync(new CentreChange { Policy = new("a", 1, "p", default, new byte[] { 2 }) }, CancellationToken.None);
        Assert.Single(await again.PoliciesAsync(CancellationToken.None));
    }

    [Fact]
    public void A_file_of_a_newer_version_is_refused()
    {
        SetVersion(99);
        Assert.Throws<InvalidOperationException>(() => new SqliteStore(DatabasePath));
    }

    private void SetVersion(int version)
    {
        _store.Dispose();
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={DatabasePath};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        if (version == 1)
            command.CommandText = "DROP TABLE readings; DROP TABLE policies; DROP TABLE staff; PRAGMA user_version = 1";
        else
            command.CommandText = "PRAGMA user_version = 99";
        command.ExecuteNonQuery();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _store.Dispose();
        _folder.Delete(recursive: true);
    }
}
