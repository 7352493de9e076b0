using System.Collections.Immutable;

namespace WeldExam.Drivers.Profiles;

/// <summary>Which model a profile describes, where its facts come from, and its quality card: what was proven, against what, what is
/// still to be, and what does not apply.</summary>
public sealed record ProfileIdentity(
    string Name,
    string Maker,
    string Source,
    ImmutableArray<string> Done,
    ImmutableArray<string> ToDo,
    ImmutableArray<string> Exempt)
{
    public HardwareSeen Hardware { get; init; }

    public ImmutableArray<ProvenFact> Checked { get; init; } = [];
}

/// <summary>Whether anybody who stands for the profile has had the device before them.</summary>
public enum HardwareSeen
{
    NotSeen = 0,

    /// <summary>Frames of a real device were at hand, the device was not.</summary>
    Captured = 1,
    Tried = 2,
    InUse = 3,
}

/// <summary>One line of the quality card.</summary>
/// <param name="What">What holds.</param>
/// <param name="Against">What it was held against.</param>
/// <param name="Where">Document and page, or the test's name.</param>
public sealed record ProvenFact(string What, FactEvidence Against, string Where);

/// <summary>What a fact was held against, from paper to the thing itself.</summary>
public enum FactEvidence
{
    Manual = 0,
    Vector = 1,
    Simulator = 2,
    Peer = 3,
    Device = 4,
}
