using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.Contracts.Blocks.Formats;

internal static class PeopleFormats
{
    public static readonly EntryFormat IdentityChecked = new EntryFormat<IdentityChecked>(
        6,
        (fields, check) =>
        {
            fields.Flag(2, check.IsAccepted);
            fields.Maps(3, check.Factors, (each, factor) =>
            {
                each.Text(0, factor.Factor);
                each.Flag(1, factor.Passed);
                each.Text(2, factor.Device);
                each.Text(3, factor.Reason);
            });
            fields.List(4, check.Staff, (writer, staff) => writer.Text(staff));
        },
        fields => new IdentityChecked(
            fields.Flag(2),
            fields.Maps(3, each => new FactorResult(each.Text(0), each.Flag(1), each.Text(2), each.Text(3))),
            fields.List(4, reader => reader.Text())));

    public static readonly EntryFormat Assigned = new EntryFormat<Assigned>(
        7,
        (fields, assigned) => fields.Maps(2, assigned.Staff, (each, staff) =>
        {
            each.Text(0, staff.Id);
            each.Code(1, staff.Role);
        }),
        fields => new Assigned(fields.Maps(2, each => new Assignee(each.Text(0), each.Code<StaffRole>(1)))));

    public static readonly EntryFormat StartState = new EntryFormat<StartState>(
        8,
        (fields, start) => fields.Maps(2, start.Conditions, (each, condition) =>
        {
            each.Text(0, condition.Condition);
            each.Flag(1, condition.Holds);
            each.OptionalText(2, condition.TickedBy);
        }),
        fields => new StartState(fields.Maps(2, each => new StartCondition(each.Text(0), each.Flag(1), each.OptionalText(2)))));

    public static readonly EntryFormat SubjectStarted = new EntryFormat<SubjectStarted>(
        9,
        (fields, started) =>
        {
            fields.Id(2, started.Command.Value);
            fields.Text(3, started.By);
        },
        fields => new SubjectStarted(new(fields.Id(2)), fields.Text(3)));

    public static readonly EntryFormat SubjectEnded = new EntryFormat<SubjectEnded>(
        10,
        (fields, ended) =>
        {
            fields.Id(2, ended.Command.Value);
            fields.Text(3, ended.By);
            fields.Code(4, ended.Reason);
        },
        fields => new SubjectEnded(new(fields.Id(2)), fields.Text(3), fields.Code<EndReason>(4)));

    public static readonly EntryFormat Marked = new EntryFormat<Marked>(
        11,
        (fields, mark, baseTick) =>
        {
            fields.Id(2, mark.Command.Value);
            fields.Text(3, mark.By);
            fields.Text(4, mark.Item);
            fields.OptionalText(5, mark.Deduction);
            fields.Code(6, mark.Kind);
            fields.Integer(7, mark.Times);
            if (mark.About is { } about)
                fields.Integer(8, about.Microseconds - baseTick);
            fields.Text(9, mark.Remark);
        },
        (fields, baseTick) => new Marked(
            new(fields.Id(2)),
            fields.Text(3),
            fields.Text(4),
            fields.OptionalText(5),
            fields.Code<MarkKind>(6),
            fields.Int32(7),
            fields.Has(8) ? new MonotonicTick(fields.Integer(8) + baseTick) : null,
            fields.Text(9)));

    public static readonly EntryFormat Overridden = new EntryFormat<Overridden>(
        12,
        (fields, change) =>
        {
            fields.Id(2, change.Command.Value);
            fields.Text(3, change.By);
            fields.Text(4, change.SecondBy);
            fields.Text(5, change.Item);
            fields.Text(6, change.Deduction);
            fields.Integer(7, change.Times);
            fields.Text(8, change.Reason);
        },
        fields => new Overridden(
            new(fields.Id(2)), fields.Text(3), fields.Text(4), fields.Text(5), fields.Text(6), fields.Int32(7), fields.Text(8)));
}
