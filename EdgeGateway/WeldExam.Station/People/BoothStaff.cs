using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.People;

namespace WeldExam.Station.People;

/// <summary>Who acts at which of the box's booths: a fold of the open parts' journals. What other boxes hold is not known here.</summary>
public sealed class BoothStaff
{
    private readonly Dictionary<string, ImmutableArray<Assignee>> _booths = [];

    /// <summary>Takes the next entry of the part at a booth.</summary>
    public void Take(string booth, Entry entry)
    {
        switch (entry)
        {
            case Assigned assigned:
                _booths[booth] = assigned.Staff;
                break;
            case Opened or Sealed:
                _booths.Remove(booth);
                break;
        }
    }

    /// <summary>What the staff of the other booths do now.</summary>
    public ImmutableArray<Engagement> Elsewhere(string booth) =>
    [
        .. from other in _booths
           where other.Key != booth
           from person in other.Value
           select new Engagement(person.Id, person.Role, other.Key),
    ];
}
