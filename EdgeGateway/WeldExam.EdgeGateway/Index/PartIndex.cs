namespace WeldExam.EdgeGateway.Index;

/// <summary>The index over all parts of the box. Every answer is held against what the journal store says first; whatever does not agree
/// is folded from the journals again. It never throws for what LiteDB or the disk do. One owner calls it.</summary>
internal sealed partial class PartIndex(string folder, string box, JournalCatchUp journals, TimeProvider clock, ILogger<PartIndex> logger) : IDisposable
{
    /// <summary>A database that keeps failing is rebuilt no oftener; meanwhile the entries lie in memory.</summary>
    public static readonly TimeSpan RebuildsApart = TimeSpan.FromMinutes(10);

    /// <summary>It is saved whole; what was not saved is folded again at the next start.</summary>
    private static readonly TimeSpan SavesApart = TimeSpan.FromMinutes(10);

    /// <summary>As found, rebuilt, in memory.</summary>
    private const int MostAttempts = 3;

    private readonly HashSet<Guid> _unread = [];
    private IPartRows? _rows;
    private IndexFolder? _folder;
    private long? _failedAt;
    private long? _savedAt;
    private string? _unusable;
    private string? _unsaved;
    private bool _isRebuilding;

    /// <summary>Why the entries lie in memory; null while they lie in LiteDB.</summary>
    public string? Fault { get; private set; }

    /// <summary>Brings the index up to the journals and returns all of it.</summary>
    /// <param name="marks">How far the parts' journals are.</param>
    public IndexedParts Check(IReadOnlyList<MarkedPart> marks)
    {
        if (Fault is not null && clock.GetElapsedTime(_failedAt!.Value) >= RebuildsApart)
            CloseRows();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Agreed(_rows ??= Open(), marks);
            }
            catch (Exception exception) when (attempt < MostAttempts)
            {
                // Whatever a damaged file makes LiteDB throw, the answer is the same; and nothing here may reach the recorder.
                Recover(exception is IndexDamagedException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}");
            }
        }
    }

    /// <summary>Saves what changed and gives the index up.</summary>
    public void Dispose()
    {
        Save();
        CloseRows();
        _folder?.Dispose();
        _folder = null;
    }

    private IndexedParts Agreed(IPartRows rows, IReadOnlyList<MarkedPart> marks)
    {
        var entries = new Dictionary<Guid, IndexedPart>();
        foreach (var entry in rows.All())
        {
            if (!entries.TryAdd(entry.Part, entry))
                throw new IndexDamagedException($"part {entry.Part:N} is there twice");
        }

        var known = marks.Select(marked => marked.Mark.Journal.Value).ToHashSet();
        if (entries.Keys.FirstOrDefault(part => !known.Contains(part)) is var stray && stray != Guid.Empty)
            throw new IndexDamagedException($"it holds part {stray:N}, the journal folder does not");
        var (changed, unread) = (new List<IndexedPart>(), new List<UnreadPart>());
        foreach (var marked in marks)
        {
            var entry = entries.GetValueOrDefault(marked.Mark.Journal.Value);
            if (entry is not null && Holds(entry, marked))
                continue;
            switch (CatchUpOf(entry, marked))
            {
                case CatchUp.Done done:
                    changed.Add(done.Part);
                    entries[done.Part.Part] = done.Part;
                    break;
                case CatchUp.Disagrees disagrees:
                    throw new IndexDamagedException($"part {marked.Mark.Journal}: {disagrees.Reason}");
                case CatchUp.Unread failed:
                    _ = entries.Remove(marked.Mark.Journal.Value);
                    unread.Add(new(marked.Mark.Journal.Value, failed.Reason));
                    if (_unread.Add(marked.Mark.Journal.Value))
                        LogUnread(marked.Mark.Journal, failed.Reason);
                    break;
            }
        }

        _unread.IntersectWith(unread.Select(part => part.Part));
        if (changed.Count > 0)
            rows.Put(changed);
        if (_isRebuilding || _savedAt is not { } saved || clock.GetElapsedTime(saved) >= SavesApart)
            Save();
        if (_isRebuilding)
            LogRebuilt(changed.Count);
        _isRebuilding = false;
        return new([.. entries.Values], [.. unread], Fault ?? _unsaved);
    }

    private CatchUp CatchUpOf(IndexedPart? entry, MarkedPart marked)
    {
        var mark = marked.Mark;
        if (entry is not null && entry.Blocks > mark.Blocks)
            return new CatchUp.Disagrees($"the index has {entry.Blocks} blocks, the journal {mark.Blocks}");
        if (entry is not null && entry.Blocks == mark.Blocks && entry.Standing != ScoreStanding.PaperMissing)
            return new CatchUp.Disagrees($"the index ends in {entry.Tail} after {entry.Length} bytes, the journal in {mark.Tail} after {mark.Length}");
        return journals.Read(entry?.Standing == ScoreStanding.PaperMissing ? null : entry, mark, marked.Paper);
    }

    private static bool Holds(IndexedPart entry, MarkedPart marked) =>
        entry.Blocks == marked.Mark.Blocks && entry.Length == marked.Mark.Length && entry.File == marked.Mark.File && entry.Tail == marked.Mark.Tail.ToString()
        && (entry.Standing != ScoreStanding.PaperMissing || marked.Paper is null);

    private LiteRows Open()
    {
        _folder ??= IndexFolder.Take(folder, box);
        var stored = Array.Empty<byte>();
        if ((_unusable ?? _folder.Read(out stored)) is { } reason)
        {
            LogRebuilding(reason);
            (_unusable, _isRebuilding) = (null, true);
            _folder.Clear();
            stored = [];
        }

        return new(_folder, stored);
    }

    private void Recover(string reason)
    {
        var again = _folder is not null && (_failedAt is not { } failed || clock.GetElapsedTime(failed) >= RebuildsApart);
        CloseRows(); // the folder is kept: given up, its lock may be held on for a moment by a child process that is just being started
        _failedAt = clock.GetTimestamp();
        if (again)
        {
            _unusable = reason;
            return;
        }

        Fault = reason;
        _rows = new MemoryRows();
        LogInMemory(reason, RebuildsApart);
    }

    /// <summary>A disk that refuses takes nothing from the entries: they answer on, and the next start folds on from what was saved before.</summary>
    private void Save()
    {
        if (_rows is not LiteRows { IsChanged: true } rows)
            return;
        _savedAt = clock.GetTimestamp();
        try
        {
            rows.Save();
            _unsaved = null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (_unsaved is null)
                LogInMemory(exception.Message, SavesApart);
            _unsaved = exception.Message;
        }
    }

    private void CloseRows()
    {
        try
        {
            _rows?.Dispose();
        }
        catch (Exception exception)
        {
            // A database that is being given up may fail in closing as well: it is deleted or checked against its seal next.
            LogClosing(exception.GetType().Name, exception.Message);
        }

        _rows = null;
        Fault = null;
    }

    [LoggerMessage(EventId = 4301, Level = LogLevel.Warning, Message = "Index of parts: built anew from the journals, since {Reason}")]
    private partial void LogRebuilding(string reason);

    [LoggerMessage(EventId = 4302, Level = LogLevel.Information, Message = "Index of parts: {Parts} parts folded from their journals")]
    private partial void LogRebuilt(int parts);

    [LoggerMessage(EventId = 4303, Level = LogLevel.Error, Message = "Index of parts: kept in memory, tried again in {After}: {Reason}")]
    private partial void LogInMemory(string reason, TimeSpan after);

    [LoggerMessage(EventId = 4304, Level = LogLevel.Error, Message = "Index of parts: journal {Journal} not read: {Reason}")]
    private partial void LogUnread(Exam.Journal.JournalId journal, string reason);

    [LoggerMessage(EventId = 4305, Level = LogLevel.Warning, Message = "Index of parts: closing failed: {Kind} {Reason}")]
    private partial void LogClosing(string kind, string reason);
}
