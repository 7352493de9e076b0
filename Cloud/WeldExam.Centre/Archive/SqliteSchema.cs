using Microsoft.Data.Sqlite;

namespace WeldExam.Centre.Archive;

/// <summary>Tables of the SQLite archive and how they come into being. Times are UTC ticks, ids 32 hexadecimal digits, hashes 32 bytes.</summary>
internal static class SqliteSchema
{
    private const long Version = 2;

    private const string Tables = """
        CREATE TABLE blocks (journal TEXT NOT NULL, epoch INTEGER NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL,
            standing INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (journal, number, epoch, hash)) WITHOUT ROWID;
        CREATE TABLE journals (journal TEXT PRIMARY KEY, kind INTEGER, box TEXT, point TEXT, station TEXT, standing INTEGER NOT NULL,
            count INTEGER NOT NULL, epoch INTEGER NOT NULL, last_hash BLOB NOT NULL, sheet_hash BLOB, merkle_root BLOB, root INTEGER,
            sha256 BLOB, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX journals_by_time ON journals (first_at, journal);
        CREATE INDEX journals_unopened ON journals (journal) WHERE count = 0;
        CREATE TABLE parts (journal TEXT PRIMARY KEY, sitting TEXT NOT NULL, candidate TEXT NOT NULL, subject TEXT NOT NULL, task TEXT NOT NULL,
            attempt INTEGER NOT NULL, mode INTEGER NOT NULL, is_test INTEGER NOT NULL, paper_id TEXT NOT NULL, paper BLOB NOT NULL, replaces TEXT,
            concluded BLOB, rescore INTEGER NOT NULL, rescore_reason TEXT NOT NULL, rescore_sheet BLOB, points TEXT, verdict TEXT) WITHOUT ROWID;
        CREATE INDEX parts_by_sitting ON parts (sitting, journal);
        CREATE TABLE sheets (hash BLOB PRIMARY KEY, json BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE alarms (kind INTEGER NOT NULL, subject TEXT NOT NULL, journal TEXT, at INTEGER NOT NULL, detail TEXT NOT NULL,
            count INTEGER NOT NULL, PRIMARY KEY (kind, subject)) WITHOUT ROWID;
        CREATE TABLE poison (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, topic TEXT NOT NULL, reason TEXT NOT NULL, bytes BLOB NOT NULL,
            at INTEGER NOT NULL);
        CREATE TABLE papers (hash BLOB PRIMARY KEY, id TEXT NOT NULL, version TEXT NOT NULL, status TEXT NOT NULL, content BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE rosters (point TEXT NOT NULL, version INTEGER NOT NULL, hash BLOB NOT NULL, content BLOB NOT NULL,
            PRIMARY KEY (point, version)) WITHOUT ROWID;
        CREATE TABLE boxes (name TEXT PRIMARY KEY, point TEXT NOT NULL, stations TEXT NOT NULL, keys TEXT NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>What version 2 has besides version 1. The readings of parts verified before are added when somebody asks for an audit.</summary>
    private const string SinceVersion2 = """
        CREATE TABLE policies (id TEXT NOT NULL, version INTEGER NOT NULL, point TEXT NOT NULL, hash BLOB NOT NULL, content BLOB NOT NULL,
            PRIMARY KEY (id, version)) WITHOUT ROWID;
        CREATE TABLE readings (hash BLOB NOT NULL, journal TEXT NOT NULL, PRIMARY KEY (hash, journal)) WITHOUT ROWID;
        CREATE TABLE staff (point TEXT NOT NULL, version INTEGER NOT NULL, hash BLOB NOT NULL, content BLOB NOT NULL,
            PRIMARY KEY (point, version)) WITHOUT ROWID;
        PRAGMA user_version = 2;
        """;

    /// <summary>Creates the tables in an empty file, or those that an older version did not have.</summary>
    /// <exception cref="InvalidOperationException">The file was written by a newer version.</exception>
    public static void Prepare(SqliteConnection connection)
    {
        using var ask = connection.CreateCommand();
        ask.CommandText = "PRAGMA user_version";
        var version = (long)ask.ExecuteScalar()!;
        if (version == Version)
            return;
        if (version is < 0 or > Version)
            throw new InvalidOperationException($"{connection.DataSource} has schema version {version}; this program knows {Version}.");
        using var transaction = connection.BeginTransaction();
        using var create = connection.CreateCommand();
        create.Transaction = transaction;
        create.CommandText = version == 0 ? Tables + SinceVersion2 : SinceVersion2;
        create.ExecuteNonQuery();
        transaction.Commit();
    }
}
