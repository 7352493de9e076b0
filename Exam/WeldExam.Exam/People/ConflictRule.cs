using System.Collections.Immutable;
using System.Text.Json.Serialization;
using WeldExam.Exam.Journal;

namespace WeldExam.Exam.People;

/// <summary>One rule on who may act. Rules are data that the centre signs (冀应急〔2023〕17号 §11 is their source); the hierarchy is closed.</summary>
/// <param name="Id">Named by every refusal.</param>
/// <param name="Roles">The roles it is about.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NoTeaching), "noTeaching")]
[JsonDerivedType(typeof(NotOwnBody), "notOwnBody")]
[JsonDerivedType(typeof(OnlyFrom), "onlyFrom")]
[JsonDerivedType(typeof(Qualified), "qualified")]
[JsonDerivedType(typeof(Exclusive), "exclusive")]
[JsonDerivedType(typeof(MaxBooths), "maxBooths")]
public abstract record ConflictRule(string Id, ImmutableArray<StaffRole> Roles);

/// <summary>Who teaches at a training body may not act.</summary>
public sealed record NoTeaching(string Id, ImmutableArray<StaffRole> Roles) : ConflictRule(Id, Roles);

/// <summary>Nobody acts for candidates of a training body that they belong to.</summary>
public sealed record NotOwnBody(string Id, ImmutableArray<StaffRole> Roles) : ConflictRule(Id, Roles);

/// <summary>Only staff of these employers may act.</summary>
public sealed record OnlyFrom(string Id, ImmutableArray<StaffRole> Roles, ImmutableArray<Employer> Employers) : ConflictRule(Id, Roles);

/// <summary>The role must have been granted, and be valid on the day.</summary>
public sealed record Qualified(string Id, ImmutableArray<StaffRole> Roles) : ConflictRule(Id, Roles);

/// <summary>No person acts in more than one of these roles at a time.</summary>
public sealed record Exclusive(string Id, ImmutableArray<StaffRole> Roles) : ConflictRule(Id, Roles);

/// <summary>No person acts at more booths at a time.</summary>
/// <param name="Id">Named by every refusal.</param>
/// <param name="Roles">Engagements in these roles count.</param>
/// <param name="Booths">At most so many, from 1.</param>
public sealed record MaxBooths(string Id, ImmutableArray<StaffRole> Roles, int Booths) : ConflictRule(Id, Roles);
