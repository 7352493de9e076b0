using LiteDB;

namespace WeldExam.EdgeGateway.Index;

/// <summary>Entries in LiteDB (docs/decisions/0003): one instance, no password, no files in it. Its own indexes are not asked:
/// a damaged one would leave parts out, and nobody would see.</summary>
/// <remarks>LiteDB works on a copy in memory, which is saved whole. On the file itself a full disk broke a transaction in its middle,
/// and LiteDB 5.0.20 then threw from a finalizer, which ends the process: measured, and a recording with it.</remarks>
internal sealed class LiteRows : IPartRows
{
    private const string Collection = "parts";

    private readonly IndexFolder _folder;
    private readonly MemoryStream _content = new();
    private readonly LiteDatabase _database;
    private readonly ILiteCollection<BsonDocument> _parts;

    /// <param name="folder">Where it is saved.</param>
    /// <param name="content">What was saved there; empty to begin anew.</param>
    public LiteRows(IndexFolder folder, ReadOnlySpan<byte> content)
    {
        _folder = folder;
        _content.Write(content);
        _content.Position = 0;
        _database = new(_content);
        _parts = _database.GetCollection(Collection);
    }

    /// <summary>Whether something changed since the last save.</summary>
    public bool IsChanged { get; private set; }

    public IReadOnlyList<IndexedPart> All() =>
    [
        .. from document in _parts.FindAll()
           select PartDocument.Read(document) ?? throw new IndexDamagedException($"document {document["_id"]} is not what was written"),
    ];

    public void Put(IReadOnlyList<IndexedPart> parts)
    {
        IsChanged = true;
        _ = _parts.Upsert(parts.Select(PartDocument.Of));
    }

    /// <summary>Puts everything on disk under a new seal.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Save()
    {
        _database.Checkpoint();
        _folder.Save(_content.GetBuffer().AsSpan(0, (int)_content.Length));
        IsChanged = false;
    }

    public void Dispose()
    {
        _database.Dispose();
        _content.Dispose();
    }
}
