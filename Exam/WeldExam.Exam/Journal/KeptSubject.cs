namespace WeldExam.Exam.Journal;

/// <summary>A re-sit keeps a subject that was passed in an earlier sitting.</summary>
/// <param name="Subject">K1 … K4; never one that the re-sit holds itself.</param>
/// <param name="Part">The earlier part.</param>
/// <param name="MerkleRoot">The root it was sealed under.</param>
/// <param name="ValidUntil">Last day on which it can be kept, UTC.</param>
public sealed record KeptSubject(string Subject, JournalId Part, Hash256 MerkleRoot, DateOnly ValidUntil);
