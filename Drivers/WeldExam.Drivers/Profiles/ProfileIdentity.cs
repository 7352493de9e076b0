using System.Collections.Immutable;

namespace WeldExam.Drivers.Profiles;

/// <summary>Which model a profile describes, where its facts come from, and its quality card: what was proven on a device, what is still
/// to be, and what does not apply.</summary>
public sealed record ProfileIdentity(
    string Name,
    string Maker,
    string Source,
    ImmutableArray<string> Done,
    ImmutableArray<string> ToDo,
    ImmutableArray<string> Exempt);
