using WeldExam.Exam;
using WeldExam.Exam.Papers;

namespace WeldExam.Station.Files;

/// <summary>The papers a box holds. A paper that the centre issued stays issued, whatever else lies on the box.</summary>
public sealed class PaperShelf : IPaperShelf
{
    private readonly Dictionary<Hash256, ShelvedPaper> _papers = [];

    public IReadOnlyList<ShelvedPaper> All => [.. _papers.Values.OrderBy(shelved => shelved.Paper.Id).ThenBy(shelved => shelved.Paper.Version)];

    public ShelvedPaper? Find(Hash256 paper) => _papers.GetValueOrDefault(paper);

    public void Add(Paper paper, bool isIssued, ReadOnlyMemory<byte> content)
    {
        if (isIssued || !_papers.ContainsKey(paper.Hash))
            _papers[paper.Hash] = new(paper, isIssued, content);
    }
}
