using WeldExam.Exam.Journal;

namespace WeldExam.Contracts.Blocks.Formats;

internal static class StationFormats
{
    public static readonly EntryFormat FileAdopted = new EntryFormat<FileAdopted>(
        21,
        (fields, entry) =>
        {
            fields.Text(2, entry.Kind);
            fields.Text(3, entry.Name);
            fields.Hash(4, entry.Content);
        },
        fields => new FileAdopted(fields.Text(2), fields.Text(3), fields.Hash(4)));

    public static readonly EntryFormat ReadinessChecked = new EntryFormat<ReadinessChecked>(
        22,
        (fields, entry) =>
        {
            fields.Text(2, entry.Task);
            fields.Flag(3, entry.IsReady);
            fields.List(4, entry.Reasons, (writer, reason) => writer.Text(reason));
        },
        fields => new ReadinessChecked(fields.Text(2), fields.Flag(3), fields.List(4, reader => reader.Text())));
}
