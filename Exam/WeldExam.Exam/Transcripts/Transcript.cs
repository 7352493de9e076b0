using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Transcripts;

/// <summary>A journal's entries as text that a person can read and edit, and back. What <see cref="Write"/> wrote reads back to the same entries,
/// and they write the same text again. Docs: docs/TRANSCRIPT.md.</summary>
public static class Transcript
{
    internal const string Head = "transcript";
    internal const string Version = "1";
    private static readonly EntryWord[] All = [.. OpeningWords.All, .. SignalWords.All, .. PeopleWords.All, .. ClosingWords.All, .. StationWords.All, .. StaffWords.All];
    private static readonly FrozenDictionary<Type, EntryWord> ByType = All.ToFrozenDictionary(word => word.Type);
    internal static readonly FrozenDictionary<string, EntryWord> ByWord = All.ToFrozenDictionary(word => word.Word);

    /// <summary>Every entry in full. Times are seconds since the examined time began, as far as that boot saw it begin.</summary>
    public static string Write(IReadOnlyList<Recorded> journal)
    {
        var text = new StringBuilder($"{Head} {Version}\n");
        var signals = new SignalBook();
        (int Epoch, BootId Boot)? recorder = null;
        MonotonicTick origin = default;
        foreach (var recorded in journal)
        {
            if (recorder != (recorded.Epoch, recorded.Boot))
            {
                recorder = (recorded.Epoch, recorded.Boot);
                origin = Origin(journal, recorded.Boot);
                text.Append(CultureInfo.InvariantCulture, $"recorder epoch={recorded.Epoch} boot={recorded.Boot} origin={Numbers.Spell(origin.Microseconds, 6)}\n");
            }

            if (recorded.Entry is Opened { Part: { } part })
                signals.Declare(part.Channels);
            var word = ByType[recorded.Entry.GetType()];
            text.Append(Numbers.Spell((Int128)recorded.At.Microseconds - origin.Microseconds, 6)).Append(' ').Append(word.Word);
            word.Write(recorded.Entry, new(text, recorded.At, origin, signals));
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <param name="file">Named in errors.</param>
    /// <param name="text">The transcript.</param>
    public static TranscriptReading Read(string file, string text) => new TranscriptReader(file).Read(text);

    private static MonotonicTick Origin(IReadOnlyList<Recorded> journal, BootId boot) =>
        journal.Where(recorded => recorded.Boot == boot && recorded.Entry is SubjectStarted).Select(recorded => recorded.At).FirstOrDefault();
}
