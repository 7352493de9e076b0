using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Archive;

/// <summary>A part's measured readings by their hash: two parts with the same one were not both welded.</summary>
public sealed record ReadingsRow(Hash256 Hash, JournalId Journal);
