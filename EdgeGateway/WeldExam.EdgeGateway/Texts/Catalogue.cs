using System.Collections.Frozen;
using System.Text.Json;

namespace WeldExam.EdgeGateway.Texts;

/// <summary>Every text that people read, by key, Chinese first: <c>catalogue.json</c>.</summary>
public sealed class Catalogue
{
    private readonly FrozenDictionary<string, CatalogueText> _texts;

    private Catalogue(FrozenDictionary<string, CatalogueText> texts) => _texts = texts;

    /// <summary>Reads the catalogue that is built into the program.</summary>
    public static Catalogue Load()
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream("catalogue.json")
            ?? throw new InvalidOperationException("The program was built without its catalogue.");
        var texts = JsonSerializer.Deserialize(stream, CatalogueJson.Default.DictionaryStringCatalogueText)!;
        return new(texts.ToFrozenDictionary(StringComparer.Ordinal));
    }

    public IReadOnlyDictionary<string, CatalogueText> All => _texts;

    /// <summary>The text of a key; the key itself where the catalogue lacks it, so that nothing is ever silent.</summary>
    public CatalogueText Of(string key) => _texts.GetValueOrDefault(key, new CatalogueText(key, key));
}

/// <summary>One text.</summary>
public sealed record CatalogueText(string Zh, string En);
