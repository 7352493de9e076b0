using System.Collections.Immutable;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Station.Identity;
using WeldExam.Station.Parts;

namespace WeldExam.Station.Flow;

/// <summary>Draws a task on record, or gathers the reasons against it.</summary>
internal static class TaskDrawing
{
    public static DrawAnswer Draw(StationLoop station, IdentityVerdict? verdict, DrawRequest request, StationSurroundings around, StationJournal day)
    {
        var answer = Prepare(station, verdict, request, around);
        if (answer.Drawn is not { } drawn)
            return answer;
        if (around.Draws.Find(drawn.Sitting, drawn.Subject) is null)
        {
            if (PartRecorder.Unsayable(drawn, station.Now) is { } unsayable)
                return new(null, unsayable.Reasons);
            day.Record(drawn);
            around.Draws.Take(drawn); // even after a fault: it waits for the disk, and no second draw may come beside it
        }

        return day.Fault is { } fault ? new(null, [new("storage.notRecorded", fault.ToString())]) : answer;
    }

    private static DrawAnswer Prepare(StationLoop station, IdentityVerdict? verdict, DrawRequest request, StationSurroundings around)
    {
        if (PartOpener.Unidentified(station, verdict, request.Identity) is { IsEmpty: false } reasons)
            return new(null, reasons);
        var candidate = verdict!.Candidate!;
        if (candidate.IsPractising || around.Papers.Find(candidate.Paper) is not { Paper: var paper })
            return Refuse("paper.untrusted", candidate.Paper.ToString());
        if (!candidate.Subjects.Contains(request.Subject))
            return Refuse("task.notInSitting", request.Subject);
        if (!candidate.Drawn.IsEmpty)
            return Refuse("draw.byRoster", string.Join(", ", candidate.Drawn));
        if (paper.Terms.Drawing == DrawMethod.Free)
            return Refuse("draw.free", paper.Id);
        if (around.Draws.Find(candidate.Sitting, request.Subject) is { } drawn)
            return new(drawn, []);
        ImmutableArray<string> pool = request.Among.IsDefaultOrEmpty ? [.. paper.Tasks.Where(task => task.Subject == request.Subject).Select(task => task.Id)] : request.Among;
        var asked = new TaskDrawn(
            candidate.Sitting, candidate.Pseudonym, request.Subject, paper.Hash, paper.Terms.Drawing, Seed(around), pool, request.Lot, string.Empty, null, request.By);
        return TaskDraw.Draw(paper, asked) is { } draw ? new(draw, []) : Refuse("draw.lot", $"{request.Subject}: {string.Join(", ", pool)}; {request.Lot}");
    }

    /// <summary>Two ids hold more randomness than anybody can try.</summary>
    private static Hash256 Seed(StationSurroundings around) =>
        Hash256.Of([.. around.Ids.Next().ToByteArray(), .. around.Ids.Next().ToByteArray()]);

    private static DrawAnswer Refuse(string code, string detail) => new(null, [new(code, detail)]);
}
