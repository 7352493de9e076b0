using WeldExam.Exam;
using WeldExam.Exam.Papers;

namespace WeldExam.Station.Files;

/// <summary>The papers a box may run: issued and signed by the centre, or, for practice, lying on the box itself.</summary>
public interface IPaperShelf
{
    /// <summary>All papers, newest edition last.</summary>
    IReadOnlyList<ShelvedPaper> All { get; }

    ShelvedPaper? Find(Hash256 paper);
}

/// <summary>A paper and whose word it rests on.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="IsIssued">The centre signed it; otherwise it lies on the box and serves practice only.</param>
/// <param name="Content">The paper file itself.</param>
public sealed record ShelvedPaper(Paper Paper, bool IsIssued, ReadOnlyMemory<byte> Content);
