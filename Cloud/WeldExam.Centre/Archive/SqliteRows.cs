using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using WeldExam.Centre.Boxes;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Archive;

/// <summary>Rows of the SQLite archive as values.</summary>
internal static class SqliteRows
{
    public static JournalRow Journal(SqliteDataReader row) => new(
        JournalAt(row, 0),
        row.IsDBNull(1) ? null : new((JournalKind)row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4)),
        (JournalStanding)row.GetInt32(5),
        row.GetInt64(6),
        row.GetInt32(7),
        HashAt(row, 8),
        row.IsDBNull(9) ? null : new(HashAt(row, 9), HashAt(row, 10), (RootCheck)row.GetInt32(11), HashAt(row, 12)),
        TimeAt(row, 13),
        TimeAt(row, 14));

    public static StoredBlock Block(SqliteDataReader row) => new(
        JournalAt(row, 0), row.GetInt32(1), row.GetInt64(2), HashAt(row, 3), (BlockStanding)row.GetInt32(4), BytesAt(row, 5));

    public static PartRow Part(SqliteDataReader row) => new(
        JournalAt(row, 0),
        new(Guid.ParseExact(row.GetString(1), "N")),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetInt32(5),
        (ExamMode)row.GetInt32(6),
        row.GetInt32(7) != 0,
        row.GetString(8),
        HashAt(row, 9),
        row.IsDBNull(10) ? null : JournalAt(row, 10),
        OptionalHashAt(row, 11),
        new((ReScoreOutcome)row.GetInt32(12), row.GetString(13), OptionalHashAt(row, 14), OptionalTextAt(row, 15), OptionalTextAt(row, 16)));

    public static SheetRow Sheet(SqliteDataReader row) => new(HashAt(row, 0), BytesAt(row, 1));

    public static Alarm Alarm(SqliteDataReader row) => new(
        (AlarmKind)row.GetInt32(0), row.GetString(1), row.IsDBNull(2) ? null : JournalAt(row, 2), TimeAt(row, 3), row.GetString(4), row.GetInt64(5));

    public static Poison Poison(SqliteDataReader row) => new(HashAt(row, 0), row.GetString(1), row.GetString(2), BytesAt(row, 3), TimeAt(row, 4));

    public static PaperRow Paper(SqliteDataReader row) => new(HashAt(row, 0), row.GetString(1), row.GetString(2), row.GetString(3), BytesAt(row, 4));

    public static PolicyRow Policy(SqliteDataReader row) => new(row.GetString(0), row.GetInt32(1), row.GetString(2), HashAt(row, 3), BytesAt(row, 4));

    public static StaffRow Staff(SqliteDataReader row) => new(row.GetString(0), row.GetInt32(1), HashAt(row, 2), BytesAt(row, 3));

    public static RosterRow Roster(SqliteDataReader row) => new(row.GetString(0), row.GetInt32(1), HashAt(row, 2), BytesAt(row, 3));

    public static Box Box(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        [.. row.GetString(2).Split(' ')],
        [.. row.GetString(3).Split(' ').Select(hex => (ReadOnlyMemory<byte>)Convert.FromHexString(hex)).ToImmutableArray()]);

    public static JournalId JournalOnly(SqliteDataReader row) => JournalAt(row, 0);

    public static long Count(SqliteDataReader row) => row.GetInt64(0);

    private static byte[] BytesAt(SqliteDataReader row, int column) => (byte[])row.GetValue(column);

    private static Hash256 HashAt(SqliteDataReader row, int column) => Hash256.FromBytes(BytesAt(row, column));

    private static Hash256? OptionalHashAt(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : HashAt(row, column);

    private static string? OptionalTextAt(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static JournalId JournalAt(SqliteDataReader row, int column) => new(Guid.ParseExact(row.GetString(column), "N"));

    private static DateTimeOffset TimeAt(SqliteDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);
}
