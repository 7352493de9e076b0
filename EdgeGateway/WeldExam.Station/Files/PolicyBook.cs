using WeldExam.Contracts.Files;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Station.Flow;

namespace WeldExam.Station.Files;

/// <summary>The policies that the centre has signed for this point, the latest version of each.</summary>
public sealed class PolicyBook
{
    private readonly Dictionary<string, (PaperPolicy Policy, Hash256 Hash)> _policies = [];

    /// <summary>Version in force; 0 where there is none.</summary>
    public int VersionOf(string id) => _policies.TryGetValue(id, out var held) ? held.Policy.Version : 0;

    /// <summary>Takes a policy unless a later version of it is here.</summary>
    public void Adopt(PaperPolicy policy, Hash256 hash)
    {
        if (policy.Version > VersionOf(policy.Id))
            _policies[policy.Id] = (policy, hash);
    }

    /// <summary>The policy that lets an exam be held under a sample paper now, the one that lasts longest.</summary>
    /// <param name="paper">The sample paper.</param>
    /// <param name="point">This exam point.</param>
    /// <param name="clock">What the box knows of UTC.</param>
    public (PaperPolicy Policy, Hash256 Hash)? Permitting(Hash256 paper, string point, ClockAnchor clock)
    {
        (PaperPolicy Policy, Hash256 Hash)? best = null;
        foreach (var held in About(paper, point))
        {
            if (held.Policy.StandingAt(clock) == PolicyStanding.InForce && (best is null || held.Policy.Expires > best.Value.Policy.Expires))
                best = held;
        }

        return best;
    }

    /// <summary>Why no policy permits that paper now: the policies that might, and what stands against each.</summary>
    public IEnumerable<Reason> Against(Hash256 paper, string point, ClockAnchor clock) =>
        from held in About(paper, point)
        let standing = held.Policy.StandingAt(clock)
        where standing != PolicyStanding.InForce
        select standing switch
        {
            PolicyStanding.Expired => new Reason("policy.expired", $"{held.Policy.Id}: {held.Policy.Expires:u}, ± {clock.Uncertainty.TotalSeconds:0} s"),
            PolicyStanding.NotYet => new Reason("policy.notYet", $"{held.Policy.Id}: {held.Policy.NotBefore:u}, ± {clock.Uncertainty.TotalSeconds:0} s"),
            _ => new Reason("policy.clockUnknown", held.Policy.Id),
        };

    private IEnumerable<(PaperPolicy Policy, Hash256 Hash)> About(Hash256 paper, string point) =>
        _policies.Values.Where(held => held.Policy.Paper() == paper && held.Policy.Point == point).OrderBy(held => held.Policy.Id, StringComparer.Ordinal);
}
