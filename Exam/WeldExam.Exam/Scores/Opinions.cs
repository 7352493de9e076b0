using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Scores;

/// <summary>The examiners' marks and overrides that stand.</summary>
internal sealed class Opinions
{
    private readonly Dictionary<string, StaffRole> _staff = [];
    private readonly HashSet<CommandId> _seen = [];
    private readonly Dictionary<(string By, string Target), (Marked Mark, long At, long? About)> _marks = [];
    private readonly Dictionary<string, Overridden> _overrides = [];

    /// <summary>Marks or overrides by people who are not assigned, or by one person alone, were left out.</summary>
    public bool LeftOut { get; private set; }

    public void Take(in Placed placed)
    {
        switch (placed.Recorded.Entry)
        {
            case Assigned assigned:
                foreach (var person in assigned.Staff)
                    _staff[person.Id] = person.Role;
                break;
            case Marked marked when _seen.Add(marked.Command):
                Take(marked, placed);
                break;
            case Overridden overridden when _seen.Add(overridden.Command):
                if (overridden.By == overridden.SecondBy || !_staff.ContainsKey(overridden.By) || !_staff.ContainsKey(overridden.SecondBy) || overridden.Times < 0)
                    LeftOut = true;
                else
                    _overrides[overridden.Deduction] = overridden;
                break;
        }
    }

    public Overridden? Override(Item item, Deduction deduction) =>
        _overrides.TryGetValue(deduction.Id, out var overridden) && overridden.Item == item.Id ? overridden : null;

    public bool IsChief(string by) => _staff.GetValueOrDefault(by) == StaffRole.ChiefExaminer;

    /// <summary>One mark per examiner: on the deduction, or else on its whole item.</summary>
    public ImmutableArray<MarkLine> On(Item item, Deduction deduction, long start)
    {
        var lines = ImmutableArray.CreateBuilder<MarkLine>();
        foreach (var by in _staff.Keys.Order(StringComparer.Ordinal))
        {
            if (!TryFind(by, deduction.Id, out var found) && !TryFind(by, item.Id, out found))
                continue;
            var (mark, at, about) = found;
            lines.Add(new(by, mark.Kind, mark.Times, TimeSpan.FromMicroseconds(at - start), about is { } moment ? TimeSpan.FromMicroseconds(moment - start) : null));
        }

        return lines.ToImmutable();
    }

    private bool TryFind(string by, string target, out (Marked Mark, long At, long? About) found) =>
        _marks.TryGetValue((by, target), out found) && found.Mark.Kind != MarkKind.Withdraw;

    private void Take(Marked marked, in Placed placed)
    {
        if (_staff.ContainsKey(marked.By) && marked.Times >= 0)
            _marks[(marked.By, marked.Deduction ?? marked.Item)] = (marked, placed.At, marked.About is { } about ? about.Microseconds + placed.Offset : null);
        else
            LeftOut = true;
    }
}
