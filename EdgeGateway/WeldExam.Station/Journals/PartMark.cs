using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Station.Journals;

/// <summary>How far one part's journal is on disk: what any index over it is held against.</summary>
/// <param name="Journal">Which one.</param>
/// <param name="File">Its file's name in the journal folder.</param>
/// <param name="Length">Bytes of the durable blocks.</param>
/// <param name="Blocks">How many they are.</param>
/// <param name="Tail">Hash of the last one; through the chain it names every byte before it.</param>
/// <param name="Confirmed">How many of them the centre has confirmed.</param>
/// <param name="Paper">The paper that the part is scored by.</param>
public sealed record PartMark(JournalId Journal, string File, long Length, long Blocks, Hash256 Tail, long Confirmed, Hash256 Paper);
