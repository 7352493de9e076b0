using WeldExam.Contracts.Files;
using WeldExam.Exam;

namespace WeldExam.Station.Identity;

/// <summary>The roster in force at the point. A later version replaces the earlier one; a box never goes back.</summary>
public sealed class RosterBook : IRoster
{
    private Dictionary<string, Contracts.Files.RosterCandidate> _byKey = [];

    /// <summary>Version in force; 0 before the first.</summary>
    public int Version { get; private set; }

    public bool IsInForce => Version > 0;

    public RosterCandidate? Find(string lookUpKey) => _byKey.TryGetValue(lookUpKey, out var line) && Hash256.TryParse(line.PaperHash, out var paper)
        ? new(line.Pseudonym, line.DisplayName, new(Guid.ParseExact(line.Sitting, "N")), line.Subjects, line.Attempt, paper)
        {
            Drawn = line.Tasks ?? [],
            TrainingBody = line.TrainingBody,
            Keeps = [.. (line.Keeps ?? []).Select(kept => kept.ToSubject()).OfType<Exam.Journal.KeptSubject>()],
        }
        : null;

    /// <summary>Puts a roster in force; false when a later one is.</summary>
    public bool Adopt(Roster roster)
    {
        if (roster.Version <= Version)
            return false;
        Version = roster.Version;
        _byKey = roster.Candidates.ToDictionary(candidate => candidate.Key);
        return true;
    }
}
