using LiteDB;

namespace WeldExam.EdgeGateway.Index;

/// <summary>Entries in LiteDB (docs/decisions/0003): one instance, no password, no files in it. Its own indexes are not asked:
/// a damaged one would leave parts out, and nobody would see.</summary>
internal sealed class LiteRows : IPartRows
{
    private const string Collection = "parts";

    private readonly IndexFolder _folder;
    private readonly LiteDatabase _database;
    private readonly ILiteCollection<BsonDocument> _parts;

    /// <summary>Opens what lies in the folder, or begins anew where nothing does.</summary>
    public LiteRows(IndexFolder folder)
    {
        _folder = folder;
        _database = new(new ConnectionString { Filename = folder.Database, Connection = ConnectionType.Direct });
        try
        {
            _parts = _database.GetCollection(Collection);
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    public IReadOnlyList<IndexedPart> All() =>
    [
        .. from document in _parts.FindAll()
           select PartDocument.Read(document) ?? throw new IndexDamagedException($"document {document["_id"]} is not what was written"),
    ];

    public void Put(IReadOnlyList<IndexedPart> parts)
    {
        _folder.Unseal();
        foreach (var part in parts)
            _parts.Upsert(PartDocument.Of(part));
        _database.Checkpoint();
        _folder.Seal();
    }

    /// <summary>Closing changes no byte: what the last <see cref="Put"/> sealed stays sealed, and a fault leaves no seal behind.</summary>
    public void Dispose() => _database.Dispose();
}
