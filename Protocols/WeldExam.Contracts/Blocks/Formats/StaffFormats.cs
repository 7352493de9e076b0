using WeldExam.Contracts.Cbor;
using WeldExam.Exam.Journal;
using WeldExam.Exam.People;

namespace WeldExam.Contracts.Blocks.Formats;

internal static class StaffFormats
{
    public static readonly EntryFormat StaffDrawn = new EntryFormat<StaffDrawn>(
        30,
        (fields, drawn) =>
        {
            fields.Hash(2, drawn.Register);
            fields.Id(3, drawn.Seed);
            fields.Maps(4, drawn.Pool, WritePerson);
            fields.Maps(5, drawn.Drawn, WritePerson);
        },
        fields => new StaffDrawn(fields.Hash(2), fields.Id(3), fields.Maps(4, ReadPerson), fields.Maps(5, ReadPerson)));

    public static readonly EntryFormat StaffJudged = new EntryFormat<StaffJudged>(
        31,
        (fields, judged) =>
        {
            fields.Hash(2, judged.Register);
            fields.Integer(3, judged.Version);
            fields.Flag(4, judged.IsExpired);
            fields.OptionalText(5, judged.TrainingBody);
            fields.Day(6, judged.First);
            fields.Day(7, judged.Last);
            fields.Maps(8, judged.Refusals, (each, refusal) =>
            {
                each.Text(0, refusal.Rule);
                each.Code(1, refusal.Fault);
                each.Text(2, refusal.Person);
            });
        },
        fields => new StaffJudged(
            fields.Hash(2),
            fields.Int32(3),
            fields.Flag(4),
            fields.OptionalText(5),
            fields.Day(6),
            fields.Day(7),
            fields.Maps(8, each => new StaffRefusal(each.Text(0), each.Code<StaffFault>(1), each.Text(2)))));

    public static readonly EntryFormat Voided = new EntryFormat<Voided>(
        32,
        (fields, voided) =>
        {
            fields.Id(2, voided.Command.Value);
            fields.Text(3, voided.By);
            fields.Id(4, voided.Part.Value);
            fields.Hash(5, voided.MerkleRoot);
            fields.Text(6, voided.Reason);
        },
        fields => new Voided(new(fields.Id(2)), fields.Text(3), new(fields.Id(4)), fields.Hash(5), fields.Text(6)));

    private static void WritePerson(FieldWriter fields, Assignee person)
    {
        fields.Text(0, person.Id);
        fields.Code(1, person.Role);
    }

    private static Assignee ReadPerson(FieldReader fields) => new(fields.Text(0), fields.Code<StaffRole>(1));
}
