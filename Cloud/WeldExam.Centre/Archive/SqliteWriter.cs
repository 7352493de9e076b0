using Microsoft.Data.Sqlite;
using WeldExam.Centre.Boxes;

namespace WeldExam.Centre.Archive;

/// <summary>Values as rows of the SQLite archive, within one transaction.</summary>
internal sealed class SqliteWriter(SqliteConnection connection, SqliteTransaction transaction)
{
    public void Apply(CentreChange change)
    {
        foreach (var block in change.Blocks)
            Put(block);
        if (change.Journal is { } journal)
            Put(journal);
        if (change.Part is { } part)
            Put(part);
        foreach (var sheet in change.Sheets)
            Run("INSERT OR REPLACE INTO sheets VALUES ($a, $b)", sheet.Hash.ToArray(), sheet.Json.ToArray());
        if (change.Readings is { } readings)
            Run("INSERT OR IGNORE INTO readings VALUES ($a, $b)", readings.Hash.ToArray(), readings.Journal.ToString());
        foreach (var alarm in change.Alarms)
            Put(alarm);
        foreach (var poison in change.SetAside)
            Put(poison);
        if (change.Paper is { } paper)
            Run("INSERT OR REPLACE INTO papers VALUES ($a, $b, $c, $d, $e)", paper.Hash.ToArray(), paper.Id, paper.Version, paper.Status, paper.Content.ToArray());
        if (change.Staff is { } staff)
            Run("INSERT OR REPLACE INTO staff VALUES ($a, $b, $c, $d)", staff.Point, staff.Version, staff.Hash.ToArray(), staff.Content.ToArray());
        if (change.Roster is { } roster)
            Run("INSERT OR REPLACE INTO rosters VALUES ($a, $b, $c, $d)", roster.Point, roster.Version, roster.Hash.ToArray(), roster.Content.ToArray());
        if (change.Policy is { } policy)
            Run("INSERT OR REPLACE INTO policies VALUES ($a, $b, $c, $d, $e)", policy.Id, policy.Version, policy.Point, policy.Hash.ToArray(), policy.Content.ToArray());
    }

    public void Put(Box box) => Run(
        "INSERT OR REPLACE INTO boxes VALUES ($a, $b, $c, $d)",
        box.Name,
        box.Point,
        string.Join(' ', box.Stations),
        string.Join(' ', box.DeviceKeys.Select(key => Convert.ToHexStringLower(key.Span))));

    /// <summary>A command whose parameters are $a, $b, $c …</summary>
    public static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string sql, ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${(char)('a' + i)}", values[i]);
        return command;
    }

    private static object OrNull(object? value) => value ?? DBNull.Value;

    private void Put(StoredBlock block) => Run(
        "INSERT OR REPLACE INTO blocks (journal, epoch, number, hash, standing, bytes) VALUES ($a, $b, $c, $d, $e, $f)",
        block.Journal.ToString(),
        block.Epoch,
        block.Number,
        block.Hash.ToArray(),
        (int)block.Standing,
        block.Bytes.ToArray());

    private void Put(JournalRow row) => Run(
        "INSERT OR REPLACE INTO journals VALUES ($a, $b, $c, $d, $e, $f, $g, $h, $i, $j, $k, $l, $m, $n, $o)",
        row.Journal.ToString(),
        OrNull((int?)row.Origin?.Kind),
        OrNull(row.Origin?.Box),
        OrNull(row.Origin?.Point),
        OrNull(row.Origin?.Station),
        (int)row.Standing,
        row.Count,
        row.Epoch,
        row.LastHash.ToArray(),
        OrNull(row.Seal?.SheetHash.ToArray()),
        OrNull(row.Seal?.MerkleRoot.ToArray()),
        OrNull((int?)row.Seal?.Root),
        OrNull(row.Seal?.Sha256.ToArray()),
        row.FirstAt.UtcTicks,
        row.LastAt.UtcTicks);

    private void Put(PartRow part) => Run(
        "INSERT OR REPLACE INTO parts VALUES ($a, $b, $c, $d, $e, $f, $g, $h, $i, $j, $k, $l, $m, $n, $o, $p, $q)",
        part.Journal.ToString(),
        part.Sitting.ToString(),
        part.Candidate,
        part.Subject,
        part.Task,
        part.Attempt,
        (int)part.Mode,
        part.IsTest ? 1 : 0,
        part.PaperId,
        part.Paper.ToArray(),
        OrNull(part.Replaces?.ToString()),
        OrNull(part.ConcludedSheet?.ToArray()),
        (int)part.ReScore.Outcome,
        part.ReScore.Reason,
        OrNull(part.ReScore.Sheet?.ToArray()),
        OrNull(part.ReScore.Points),
        OrNull(part.ReScore.Verdict));

    private void Put(Alarm alarm) => Run(
        "INSERT INTO alarms VALUES ($a, $b, $c, $d, $e, 1) ON CONFLICT (kind, subject) DO UPDATE SET journal = $c, at = $d, detail = $e, count = count + 1",
        (int)alarm.Kind,
        alarm.Subject,
        OrNull(alarm.Journal?.ToString()),
        alarm.At.UtcTicks,
        alarm.Detail);

    private void Put(Poison poison)
    {
        Run(
            "INSERT OR IGNORE INTO poison (hash, topic, reason, bytes, at) VALUES ($a, $b, $c, $d, $e)",
            poison.Hash.ToArray(),
            poison.Topic,
            poison.Reason,
            poison.Bytes.ToArray(),
            poison.At.UtcTicks);
        Run("DELETE FROM poison WHERE id <= (SELECT max(id) FROM poison) - $a", Poison.MaxKept);
    }

    private void Run(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(connection, transaction, sql, values);
        command.ExecuteNonQuery();
    }
}
