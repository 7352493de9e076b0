using WeldExam.Exam.Journal;

namespace WeldExam.Exam.Transcripts;

/// <summary>How one kind of entry is spelt.</summary>
/// <param name="Type">The kind.</param>
/// <param name="Word">The line's second word.</param>
/// <param name="HasRows">Whether indented rows may follow.</param>
/// <param name="Write">Writes what comes behind the word.</param>
/// <param name="Read">Reads it back.</param>
internal sealed record EntryWord(Type Type, string Word, bool HasRows, Action<Entry, LineWriter> Write, Func<LineReader, Entry> Read)
{
    public static EntryWord Of<T>(string word, Action<T, LineWriter> write, Func<LineReader, T> read, bool hasRows = false)
        where T : Entry => new(typeof(T), word, hasRows, (entry, line) => write((T)entry, line), read);
}
