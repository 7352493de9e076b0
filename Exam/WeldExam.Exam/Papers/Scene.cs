using System.Collections.Immutable;

namespace WeldExam.Exam.Papers;

/// <summary>One workplace with hazards, shown in words or as a picture, for a task in which the candidate finds and removes them.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Title">For people.</param>
/// <param name="Text">The scene in words: enough without the picture.</param>
/// <param name="Picture">Its picture; null where only the words are shown.</param>
/// <param name="Hazards">What is wrong in it. Every scene of a task has as many, so that each costs the same.</param>
public sealed record Scene(string Id, Bilingual Title, Bilingual Text, ScenePicture? Picture, ImmutableArray<Hazard> Hazards);

/// <param name="File">File name.</param>
/// <param name="Hash">SHA-256 of that file: no other picture is shown.</param>
public sealed record ScenePicture(string File, Hash256 Hash);

/// <param name="Id">Stable name, beginning with the scene's.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Measure">What removes it.</param>
/// <param name="Wrong">Measures that are offered beside it and do not.</param>
/// <param name="Area">Where it is in the picture, in thousandths of width and height; null without a picture.</param>
public sealed record Hazard(string Id, Bilingual Text, Bilingual Measure, ImmutableArray<Bilingual> Wrong, HazardArea? Area);

/// <summary>A rectangle in thousandths of the picture's width and height.</summary>
public readonly record struct HazardArea(int Left, int Top, int Width, int Height);
