using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;

namespace WeldExam.Contracts.Blocks.Formats;

internal static class InputOutputFormats
{
    public static readonly EntryFormat OutputSet = new EntryFormat<OutputSet>(
        23,
        (fields, set) =>
        {
            fields.Text(2, set.Output);
            fields.Code(3, set.Wanted);
            fields.Code(4, set.Seen);
            fields.Code(5, set.Cause);
            fields.Text(6, set.By);
            fields.Text(7, set.Reason);
            if (set.Command is { } command)
                fields.Id(8, command.Value);
        },
        fields => new OutputSet(
            fields.Text(2),
            fields.Code<SwitchState>(3),
            fields.Code<SwitchState>(4),
            fields.Code<OutputCause>(5),
            fields.Text(6),
            fields.Text(7),
            fields.Has(8) ? new CommandId(fields.Id(8)) : null));

    public static readonly EntryFormat InputDoubted = new EntryFormat<InputDoubted>(
        24,
        (fields, doubted) =>
        {
            fields.List(2, doubted.Channels, (writer, channel) => writer.Integer(channel));
            fields.Code(3, doubted.Doubt);
            fields.Text(4, doubted.Rule);
        },
        fields => new InputDoubted(fields.List(2, reader => reader.Int32()), fields.Code<InputDoubt>(3), fields.Text(4)));

    public static readonly EntryFormat OtherRigCurrent = new EntryFormat<OtherRigCurrent>(
        25,
        (fields, current) =>
        {
            fields.Integer(2, current.Channel);
            fields.Text(3, current.Rig);
            fields.Code(4, current.State);
        },
        fields => new OtherRigCurrent(fields.Int32(2), fields.Text(3), fields.Code<SwitchState>(4)));
}
