using WeldExam.Exam.Journal;
using WeldExam.Station.Journals;

namespace WeldExam.Station.Flow;

/// <summary>What was drawn at this box: one task for each subject of a sitting, once. It is a fold of the journals.</summary>
public sealed class DrawBook
{
    private readonly Dictionary<(SittingId Sitting, string Subject), TaskDrawn> _draws = [];

    /// <summary>Takes up what lies on disk.</summary>
    public static DrawBook Of(IReadOnlyList<JournalOnDisk> journals)
    {
        var book = new DrawBook();
        foreach (var drawn in journals.SelectMany(found => found.Reading?.Entries ?? []).Select(recorded => recorded.Entry).OfType<TaskDrawn>())
            book.Take(drawn);
        return book;
    }

    public TaskDrawn? Find(SittingId sitting, string subject) => _draws.GetValueOrDefault((sitting, subject));

    /// <summary>The first draw stands.</summary>
    public void Take(TaskDrawn drawn) => _draws.TryAdd((drawn.Sitting, drawn.Subject), drawn);
}
