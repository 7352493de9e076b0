using Microsoft.Data.Sqlite;
using WeldExam.Centre.Boxes;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Archive;

/// <summary>The embedded archive: SQLite in WAL mode with synchronous=FULL, so that a commit is on disk when it returns
/// (sqlite.org/pragma.html#pragma_synchronous; measured: docs/decisions/0003). One writing connection; readers have their own.</summary>
public sealed class SqliteStore : ICentreStore, IDisposable
{
    private const string JournalColumns =
        "journal, kind, box, point, station, standing, count, epoch, last_hash, sheet_hash, merkle_root, root, sha256, first_at, last_at";

    private const string PartColumns =
        "journal, sitting, candidate, subject, task, attempt, mode, is_test, paper_id, paper, replaces, concluded, rescore, rescore_reason, rescore_sheet, points, verdict";

    private readonly string _connection;
    private readonly SqliteConnection _writing;
    private readonly SemaphoreSlim _writer = new(1, 1);

    /// <param name="path">The database file; created when absent.</param>
    public SqliteStore(string path)
    {
        _connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30, ForeignKeys = true }.ToString();
        _writing = Open();
        SqliteSchema.Prepare(_writing);
    }

    public async ValueTask CommitAsync(CentreChange change, CancellationToken cancel)
    {
        await _writer.WaitAsync(cancel);
        try
        {
            using var transaction = _writing.BeginTransaction();
            var write = new SqliteWriter(_writing, transaction);
            write.Apply(change);
            transaction.Commit();
        }
        finally
        {
            _writer.Release();
        }
    }

    public async ValueTask PutBoxesAsync(IReadOnlyList<Box> boxes, CancellationToken cancel)
    {
        await _writer.WaitAsync(cancel);
        try
        {
            using var transaction = _writing.BeginTransaction();
            var write = new SqliteWriter(_writing, transaction);
            foreach (var box in boxes)
                write.Put(box);
            transaction.Commit();
        }
        finally
        {
            _writer.Release();
        }
    }

    public ValueTask<JournalRow?> FindJournalAsync(JournalId journal, CancellationToken cancel) =>
        First($"SELECT {JournalColumns} FROM journals WHERE journal = $a", SqliteRows.Journal, journal.ToString());

    public ValueTask<IReadOnlyList<JournalRow>> JournalsAsync(CancellationToken cancel) =>
        Read($"SELECT {JournalColumns} FROM journals ORDER BY first_at, journal", SqliteRows.Journal);

    public ValueTask<long> CountUnopenedAsync(CancellationToken cancel)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM journals WHERE count = 0";
        return new((long)command.ExecuteScalar()!);
    }

    public ValueTask<IReadOnlyList<StoredBlock>> BlocksAsync(
        JournalId journal, BlockStanding standing, long from, int most, CancellationToken cancel) => Read(
        "SELECT journal, epoch, number, hash, standing, bytes FROM blocks WHERE journal = $a AND standing = $b AND number >= $c ORDER BY number, epoch, hash LIMIT $d",
        SqliteRows.Block,
        journal.ToString(),
        (int)standing,
        from,
        most);

    public ValueTask<PartRow?> FindPartAsync(JournalId journal, CancellationToken cancel) =>
        First($"SELECT {PartColumns} FROM parts WHERE journal = $a", SqliteRows.Part, journal.ToString());

    public ValueTask<IReadOnlyList<PartRow>> PartsAsync(CancellationToken cancel) => Read($"SELECT {PartColumns} FROM parts ORDER BY journal", SqliteRows.Part);

    public ValueTask<IReadOnlyList<PartRow>> PartsOfAsync(SittingId sitting, CancellationToken cancel) =>
        Read($"SELECT {PartColumns} FROM parts WHERE sitting = $a ORDER BY journal", SqliteRows.Part, sitting.ToString());

    public ValueTask<SheetRow?> FindSheetAsync(Hash256 hash, CancellationToken cancel) =>
        First("SELECT hash, json FROM sheets WHERE hash = $a", SqliteRows.Sheet, hash.ToArray());

    public ValueTask<IReadOnlyList<Alarm>> AlarmsAsync(CancellationToken cancel) =>
        Read("SELECT kind, subject, journal, at, detail, count FROM alarms ORDER BY kind, subject", SqliteRows.Alarm);

    public ValueTask<IReadOnlyList<JournalId>> WithReadingsAsync(Hash256 readings, CancellationToken cancel) =>
        Read("SELECT journal FROM readings WHERE hash = $a ORDER BY journal", SqliteRows.JournalOnly, readings.ToArray());

    public ValueTask<IReadOnlyList<Poison>> SetAsideAsync(CancellationToken cancel) =>
        Read("SELECT hash, topic, reason, bytes, at FROM poison ORDER BY id", SqliteRows.Poison);

    public ValueTask<PaperRow?> FindPaperAsync(Hash256 hash, CancellationToken cancel) =>
        First("SELECT hash, id, version, status, content FROM papers WHERE hash = $a", SqliteRows.Paper, hash.ToArray());

    public ValueTask<IReadOnlyList<PaperRow>> PapersAsync(CancellationToken cancel) =>
        Read("SELECT hash, id, version, status, content FROM papers ORDER BY id, version", SqliteRows.Paper);

    public ValueTask<IReadOnlyList<PolicyRow>> PoliciesAsync(CancellationToken cancel) =>
        Read("SELECT id, version, point, hash, content FROM policies ORDER BY id, version", SqliteRows.Policy);

    public ValueTask<IReadOnlyList<StaffRow>> StaffAsync(CancellationToken cancel) => Read(
        "SELECT point, version, hash, content FROM staff s WHERE version = (SELECT max(version) FROM staff WHERE point = s.point) ORDER BY point",
        SqliteRows.Staff);

    public ValueTask<IReadOnlyList<RosterRow>> RostersAsync(CancellationToken cancel) => Read(
        "SELECT point, version, hash, content FROM rosters r WHERE version = (SELECT max(version) FROM rosters WHERE point = r.point) ORDER BY point",
        SqliteRows.Roster);

    public ValueTask<IReadOnlyList<Box>> BoxesAsync(CancellationToken cancel) =>
        Read("SELECT name, point, stations, keys FROM boxes ORDER BY name", SqliteRows.Box);

    public void Dispose()
    {
        _writing.Dispose();
        _writer.Dispose();
        using var pool = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(pool);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        pragma.ExecuteNonQuery();
        return connection;
    }

    private ValueTask<T?> First<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object> values)
        where T : class
    {
        using var connection = Open();
        using var command = SqliteWriter.Command(connection, null, sql, values);
        using var reader = command.ExecuteReader();
        return new(reader.Read() ? row(reader) : null);
    }

    private ValueTask<IReadOnlyList<T>> Read<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object> values)
    {
        using var connection = Open();
        using var command = SqliteWriter.Command(connection, null, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return new(rows);
    }
}
