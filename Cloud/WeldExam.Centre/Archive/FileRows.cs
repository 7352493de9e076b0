using WeldExam.Exam;

namespace WeldExam.Centre.Archive;

/// <summary>A paper by the hash of its file.</summary>
public sealed record PaperRow(Hash256 Hash, string Id, string Version, string Status, ReadOnlyMemory<byte> Content);

/// <summary>The roster in force at a point, and those before it.</summary>
public sealed record RosterRow(string Point, int Version, Hash256 Hash, ReadOnlyMemory<byte> Content);

/// <summary>A policy and the version of it; the newest is in force.</summary>
public sealed record PolicyRow(string Id, int Version, string Point, Hash256 Hash, ReadOnlyMemory<byte> Content);

/// <summary>The staff register in force at a point, and those before it.</summary>
public sealed record StaffRow(string Point, int Version, Hash256 Hash, ReadOnlyMemory<byte> Content);

/// <summary>A score sheet by its hash: canonical JSON.</summary>
public sealed record SheetRow(Hash256 Hash, ReadOnlyMemory<byte> Json);
