using WeldExam.Exam.Journal;

namespace WeldExam.Contracts.Blocks.Formats;

internal static class ClosingFormats
{
    public static readonly EntryFormat Interrupted = new EntryFormat<Interrupted>(
        13,
        (fields, entry) =>
        {
            fields.Code(2, entry.Cause);
            fields.Text(3, entry.Detail);
        },
        fields => new Interrupted(fields.Code<InterruptionCause>(2), fields.Text(3)));

    public static readonly EntryFormat Resumed = new EntryFormat<Resumed>(
        14,
        (fields, entry) =>
        {
            fields.Code(2, entry.Cause);
            fields.Integer(3, entry.DroppedBytes);
            fields.Text(4, entry.Detail);
        },
        fields => new Resumed(fields.Code<InterruptionCause>(2), fields.Integer(3), fields.Text(4)));

    public static readonly EntryFormat Concluded = new EntryFormat<Concluded>(
        15,
        (fields, entry) =>
        {
            fields.Bytes(2, entry.Sheet.Span);
            fields.Hash(3, entry.SheetHash);
            fields.OptionalText(4, entry.By);
        },
        fields => new Concluded(fields.Bytes(2), fields.Hash(3)) { By = fields.OptionalText(4) });

    public static readonly EntryFormat Signed = new EntryFormat<Signed>(
        16,
        (fields, entry) =>
        {
            fields.Id(2, entry.Command.Value);
            fields.Code(3, entry.Role);
            fields.Text(4, entry.By);
            fields.Hash(5, entry.SheetHash);
        },
        fields => new Signed(new(fields.Id(2)), fields.Code<Signatory>(3), fields.Text(4), fields.Hash(5)));

    public static readonly EntryFormat SignedWithObjection = new EntryFormat<SignedWithObjection>(
        17,
        (fields, entry) =>
        {
            fields.Id(2, entry.Command.Value);
            fields.Code(3, entry.Role);
            fields.Text(4, entry.By);
            fields.Hash(5, entry.SheetHash);
            fields.List(6, entry.Items, (writer, item) => writer.Text(item));
            fields.Text(7, entry.Reason);
        },
        fields => new SignedWithObjection(
            new(fields.Id(2)), fields.Code<Signatory>(3), fields.Text(4), fields.Hash(5), fields.List(6, reader => reader.Text()), fields.Text(7)));

    public static readonly EntryFormat RefusedToSign = new EntryFormat<RefusedToSign>(
        18,
        (fields, entry) =>
        {
            fields.Id(2, entry.Command.Value);
            fields.Code(3, entry.Role);
            fields.Text(4, entry.By);
            fields.Hash(5, entry.SheetHash);
            fields.Text(6, entry.Witness);
        },
        fields => new RefusedToSign(new(fields.Id(2)), fields.Code<Signatory>(3), fields.Text(4), fields.Hash(5), fields.Text(6)));

    public static readonly EntryFormat Sealed = new EntryFormat<Sealed>(
        19,
        (fields, entry) =>
        {
            fields.Hash(2, entry.SheetHash);
            fields.Hash(3, entry.MerkleRoot);
            fields.Integer(4, entry.Blocks);
            fields.Integer(5, entry.Files);
            fields.List(6, entry.Gaps, (writer, gap) => writer.Text(gap));
            fields.OptionalText(7, entry.By);
        },
        fields => new Sealed(fields.Hash(2), fields.Hash(3), fields.Integer(4), fields.Int32(5), fields.List(6, reader => reader.Text())) { By = fields.OptionalText(7) });

    public static readonly EntryFormat SittingClosed = new EntryFormat<SittingClosed>(
        20,
        (fields, entry) =>
        {
            fields.Id(2, entry.Sitting.Value);
            fields.Maps(3, entry.Parts, (each, part) =>
            {
                each.Id(0, part.Journal.Value);
                each.Hash(1, part.MerkleRoot);
                each.Hash(2, part.SheetHash);
            });
            fields.Bytes(4, entry.Result.Span);
            fields.Hash(5, entry.ResultHash);
        },
        fields => new SittingClosed(
            new(fields.Id(2)),
            fields.Maps(3, each => new SealedPart(new(each.Id(0)), each.Hash(1), each.Hash(2))),
            fields.Bytes(4),
            fields.Hash(5)));
}
