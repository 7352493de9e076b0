using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;

namespace WeldExam.Contracts.Blocks.Formats;

internal static class DrawFormats
{
    public static readonly EntryFormat TaskDrawn = new EntryFormat<TaskDrawn>(
        26,
        (fields, entry) =>
        {
            fields.Id(2, entry.Sitting.Value);
            fields.Text(3, entry.Candidate);
            fields.Text(4, entry.Subject);
            fields.Hash(5, entry.Paper);
            fields.Code(6, entry.Method);
            fields.Hash(7, entry.Seed);
            fields.List(8, entry.Pool, (writer, task) => writer.Text(task));
            if (entry.Lot is { } lot)
                fields.Integer(9, lot);
            fields.Text(10, entry.Task);
            if (entry.Scene is { } scene)
                fields.Text(11, scene);
            fields.Text(12, entry.By);
        },
        fields => new TaskDrawn(
            new(fields.Id(2)),
            fields.Text(3),
            fields.Text(4),
            fields.Hash(5),
            fields.Code<DrawMethod>(6),
            fields.Hash(7),
            fields.List(8, reader => reader.Text()),
            fields.Has(9) ? fields.Int32(9) : null,
            fields.Text(10),
            fields.OptionalText(11),
            fields.Text(12)));
}
