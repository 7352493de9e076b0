namespace WeldExam.Exam.Journal;

/// <summary>The centre takes a sealed part out of account. Stands in an addendum of the centre only: nothing follows a seal in the part's own journal.</summary>
/// <param name="Command">Idempotency.</param>
/// <param name="By">Who decided it, by staff number at the centre.</param>
/// <param name="Part">The part.</param>
/// <param name="MerkleRoot">The root it was sealed under: of another seal nothing is said.</param>
/// <param name="Reason">Why. No personal data.</param>
public sealed record Voided(CommandId Command, string By, JournalId Part, Hash256 MerkleRoot, string Reason) : Entry;
