using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Signing;
using WeldExam.EdgeGateway.Api;
using WeldExam.EdgeGateway.Evidence;
using WeldExam.EdgeGateway.Running;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Sessions;
using WeldExam.Exam.Time;

namespace WeldExam.EdgeGateway.Parts;

/// <summary>Parts as they lie in their journals, open or sealed: everything is computed from the file. Runs on the box's thread.</summary>
internal sealed class PartArchive(Box box)
{
    private readonly DeviceTrust _trust = DeviceTrust.Of(box.Device.Suite, box.Config.Box, box.Device.PublicKey);

    /// <summary>Scores a part from its file; null when the box has no such part.</summary>
    public ScoreOutcome? Score(JournalId journal)
    {
        var reading = Read(journal);
        if (reading?.Opened?.Part is not { } part)
            return null;
        return box.Around.Papers.Find(part.Paper) is { } shelved
            ? Scoring.Score(shelved.Paper, [.. reading.Entries])
            : new NotPossible($"this box does not hold paper {part.Paper}", IsVersion: false);
    }

    /// <summary>A part that is no longer open at a station, as screens show it; null when the box has no such part or lacks its paper.</summary>
    public PartView? View(JournalId journal)
    {
        var reading = Read(journal);
        if (reading?.Opened?.Part is not { } part || box.Around.Papers.Find(part.Paper) is not { } shelved)
            return null;
        var (session, scorer, last) = (new ExamSession(shelved.Paper), new PartScorer(shelved.Paper), default(MonotonicTick));
        foreach (var recorded in reading.Entries)
        {
            session.Take(recorded);
            scorer.Take(recorded);
            last = recorded.At;
        }

        return Views.Of(journal, session, scorer.Live, last, isSettled: session.Phase > SessionPhase.Ended, box.Around.Store.ProgressOf(journal), null);
    }

    /// <summary>Reads a journal whole; null when there is none.</summary>
    public JournalReading? Read(JournalId journal) =>
        box.Around.Store.ReadWhole(journal, out var content) is null && content.Length > 0
            ? JournalReading.Of(content, _trust, SignatureDepth.LastOfEpoch)
            : null;

    /// <summary>Journal, paper and device key in one file, for whoever wants to check; null when the box has no such part.</summary>
    public byte[]? Bundle(JournalId journal)
    {
        if (box.Around.Store.ReadWhole(journal, out var content) is not null || Read(journal)?.Opened?.Part is not { } part)
            return null;
        return EvidenceFile.Pack(content, box.Around.Papers.Find(part.Paper)?.Content.ToArray(), box.Config.Box, box.Device.PublicKey.Span);
    }
}
