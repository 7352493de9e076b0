using System.Collections.Immutable;
using WeldExam.Drivers.Profiles;

namespace WeldExam.Drivers.Scanning;

/// <summary>What the registers that tell a model from others say.</summary>
public enum IdentityMatch
{
    /// <summary>The profile names none, or they could not be read.</summary>
    Unknown = 0,

    /// <summary>All of them are this model's.</summary>
    Matched = 1,

    /// <summary>One of them is not this model's, or the device refused it.</summary>
    Other = 2,
}

/// <summary>How well a profile fits a device.</summary>
/// <param name="Profile">The model.</param>
/// <param name="Identity">By its fingerprint.</param>
/// <param name="Plausible">Values inside the range that the profile gives them.</param>
/// <param name="Values">Values that were read and have a range.</param>
/// <param name="Refused">Reads that the device refused, such as for an address it does not have.</param>
/// <param name="Unread">Reads that got no answer, or that were not asked because another profile forbids them.</param>
public sealed record ProfileMatch(DeviceProfile Profile, IdentityMatch Identity, int Plausible, int Values, int Refused, int Unread)
{
    /// <summary>Nothing speaks against the model and something for it: its identity, or all its values.</summary>
    public bool Fits => Refused == 0 && Identity != IdentityMatch.Other && (Identity == IdentityMatch.Matched || (Values > 0 && Plausible == Values && Unread == 0));

    internal (bool Fits, bool IsMatched, bool IsOpen, double Share, int Fewer) Rank =>
        (Fits, Identity == IdentityMatch.Matched, Identity != IdentityMatch.Other, Values == 0 ? 0 : (double)Plausible / Values, -Refused - Unread);
}

/// <summary>Which models a device may be.</summary>
/// <param name="Ranked">Every profile that was tried, best first.</param>
public sealed record ProfileGuess(ImmutableArray<ProfileMatch> Ranked)
{
    /// <summary>All that fit equally well by their kind of evidence: none, the one, or a tie. Plausible values decide nothing between two
    /// models that both fit: zero is plausible to nearly all.</summary>
    public ImmutableArray<ProfileMatch> Best =>
        [.. Ranked.Where(match => match.Fits && match.Identity == Ranked[0].Identity && (match.Identity != IdentityMatch.Matched || match.Rank.Share.Equals(Ranked[0].Rank.Share)))];

    public bool IsTie => Best.Length > 1;

    public bool NoneFits => Best.IsEmpty;
}
