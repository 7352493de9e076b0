using WeldExam.Exam.Journal;

namespace WeldExam.Station.Journals;

/// <summary>Names of the files that belong to one journal.</summary>
internal static class JournalFiles
{
    private const string Extension = ".wxj";

    public static string Blocks(JournalId journal) => $"{journal}{Extension}";

    public static string Cursor(JournalId journal) => $"{journal}.cursor";

    public static string Torn(JournalId journal, int epoch) => $"{journal}.torn-{epoch}";

    public static bool TryParse(string name, out JournalId journal)
    {
        journal = default;
        if (!name.EndsWith(Extension, StringComparison.Ordinal) || !Guid.TryParseExact(name[..^Extension.Length], "N", out var id))
            return false;
        journal = new(id);
        return true;
    }
}
