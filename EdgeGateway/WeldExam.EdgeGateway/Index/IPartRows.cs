namespace WeldExam.EdgeGateway.Index;

/// <summary>Where the entries lie: in LiteDB, or in memory while LiteDB is out of order.</summary>
internal interface IPartRows : IDisposable
{
    /// <summary>Every entry, each checked against its digest.</summary>
    /// <exception cref="IndexDamagedException">What lies there is not what was written.</exception>
    IReadOnlyList<IndexedPart> All();

    /// <summary>Puts entries in the place of those of the same parts.</summary>
    void Put(IReadOnlyList<IndexedPart> parts);
}

/// <summary>The index is not what was written. Nothing of it is to be used.</summary>
internal sealed class IndexDamagedException(string message) : Exception(message);

/// <summary>Entries that are gone with the process.</summary>
internal sealed class MemoryRows : IPartRows
{
    private readonly Dictionary<Guid, IndexedPart> _parts = [];

    public IReadOnlyList<IndexedPart> All() => [.. _parts.Values];

    public void Put(IReadOnlyList<IndexedPart> parts)
    {
        foreach (var part in parts)
            _parts[part.Part] = part;
    }

    public void Dispose() => _parts.Clear();
}
