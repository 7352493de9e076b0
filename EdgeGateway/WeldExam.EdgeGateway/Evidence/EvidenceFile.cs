using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Signing;

namespace WeldExam.EdgeGateway.Evidence;

/// <summary>A journal with what it takes to check it: alone with a key from elsewhere, or a bundle (ZIP) that carries journal, paper and device key.</summary>
/// <param name="Journal">The journal's bytes.</param>
/// <param name="Paper">The paper's bytes; null where the file holds none.</param>
/// <param name="Keys">Device keys by box.</param>
/// <param name="KeysFromBundle">The keys came with the evidence itself: they prove nothing until compared with the centre's list.</param>
internal sealed record EvidenceFile(byte[] Journal, byte[]? Paper, ImmutableDictionary<string, byte[]> Keys, bool KeysFromBundle)
{
    public const string JournalName = "journal.wxj";
    public const string PaperName = "paper.yaml";
    public const string KeysName = "keys.json";

    /// <summary>Reads a journal or a bundle. A key given as <c>box=hex</c> or <c>hex</c> outweighs the bundle's.</summary>
    /// <exception cref="InvalidDataException">Neither a journal nor a bundle, or a key that is none.</exception>
    public static EvidenceFile Load(string path, IReadOnlyList<string> keys)
    {
        var bytes = File.ReadAllBytes(path);
        var given = keys.Select(ParseKey).ToImmutableDictionary(key => key.Box, key => key.Point);
        if (!bytes.AsSpan().StartsWith("PK\u0003\u0004"u8))
            return new(bytes, null, given, false);
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        var journal = Entry(zip, JournalName) ?? throw new InvalidDataException($"{path}: the bundle has no {JournalName}");
        var carried = JsonSerializer.Deserialize(Entry(zip, KeysName) ?? "{}"u8.ToArray(), EvidenceJson.Default.DictionaryStringString)!;
        return given.IsEmpty
            ? new(journal, Entry(zip, PaperName), carried.ToImmutableDictionary(key => key.Key, key => Convert.FromHexString(key.Value)), true)
            : new(journal, Entry(zip, PaperName), given, false);
    }

    /// <summary>Packs a bundle.</summary>
    public static byte[] Pack(byte[] journal, byte[]? paper, string box, ReadOnlySpan<byte> deviceKey)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, JournalName, journal);
            if (paper is not null)
                Add(zip, PaperName, paper);
            var keys = new Dictionary<string, string> { [box] = Convert.ToHexStringLower(deviceKey) };
            Add(zip, KeysName, JsonSerializer.SerializeToUtf8Bytes(keys, EvidenceJson.Default.DictionaryStringString));
        }

        return memory.ToArray();
    }

    /// <summary>Whom to trust: the keys at hand; a key without a box's name speaks for whichever box signed.</summary>
    public DeviceTrust Trust(ISignatureSuite suite)
    {
        var trust = new DeviceTrust(suite, []);
        foreach (var (box, point) in Keys)
            trust = trust.With(box.Length > 0 ? box : SigningBox(), point);
        return trust;
    }

    private string SigningBox()
    {
        _ = Contracts.Blocks.BlockCodec.TryDecode(Journal, out var first);
        return first?.Block.Start is { } start ? EvidenceCertificate.Read(start.Certificate).Certificate.Box : "";
    }

    /// <summary>Reads the journal as far as it is sound.</summary>
    public JournalReading Read(ISignatureSuite suite) => JournalReading.Of(Journal, Trust(suite), SignatureDepth.Every);

    private static (string Box, byte[] Point) ParseKey(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        try
        {
            var point = Convert.FromHexString(text[(equals + 1)..]);
            if (point.Length == Es256Suite.PointLength)
                return (equals < 0 ? "" : text[..equals], point);
        }
        catch (FormatException)
        {
            // Named below like any other wrong key.
        }

        throw new InvalidDataException($"'{text}' is no device key: [box=]130 hexadecimal digits");
    }

    private static byte[]? Entry(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { } entry)
            return null;
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(content);
    }
}
