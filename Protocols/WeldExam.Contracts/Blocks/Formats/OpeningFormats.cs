using WeldExam.Contracts.Cbor;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;

namespace WeldExam.Contracts.Blocks.Formats;

internal static class OpeningFormats
{
    public static readonly EntryFormat Opened = new EntryFormat<Opened>(
        1,
        (fields, opened) =>
        {
            fields.Code(2, opened.Kind);
            fields.Text(3, opened.Point);
            fields.Text(4, opened.Station);
            fields.Text(5, opened.Box);
            if (opened.Part is { } part)
                fields.Map(6, part, WritePart);
        },
        fields => new Opened(
            fields.Code<JournalKind>(2),
            fields.Text(3),
            fields.Text(4),
            fields.Text(5),
            fields.Has(6) ? fields.Map(6, ReadPart) : null));

    private static void WritePart(FieldWriter fields, PartOpening part)
    {
        fields.Id(0, part.Sitting.Value);
        fields.Text(1, part.Candidate);
        fields.Text(2, part.Subject);
        fields.Text(3, part.Task);
        fields.Text(4, part.PaperId);
        fields.Hash(5, part.Paper);
        fields.Integer(6, part.Semantics);
        fields.List(7, part.Subjects, (writer, subject) => writer.Text(subject));
        fields.Integer(8, part.Attempt);
        fields.Code(9, part.Mode);
        fields.Flag(10, part.IsTest);
        if (part.TaskCard is { } card)
            fields.Map(11, card, WriteCard);
        if (part.Replaces is { } replaced)
            fields.Id(12, replaced.Value);
        fields.List(13, part.Policies, (writer, policy) => writer.Bytes(policy.ToArray()));
        fields.Maps(14, part.Channels, WriteChannel);
        if (part.Rig is { } rig)
            fields.Text(15, rig);
        if (part.Form != ExamForm.Instrumented)
            fields.Code(16, part.Form);
        if (!part.Keeps.IsDefaultOrEmpty)
            fields.Maps(20, part.Keeps, WriteKept);
    }

    private static PartOpening ReadPart(FieldReader fields) => new(
        new(fields.Id(0)),
        fields.Text(1),
        fields.Text(2),
        fields.Text(3),
        fields.Text(4),
        fields.Hash(5),
        fields.Int32(6),
        fields.List(7, reader => reader.Text()),
        fields.Int32(8),
        fields.Code<ExamMode>(9),
        fields.Flag(10),
        fields.Has(11) ? fields.Map(11, ReadCard) : null,
        fields.Has(12) ? new JournalId(fields.Id(12)) : null,
        fields.List(13, ReadHash),
        fields.Maps(14, ReadChannel))
    {
        Rig = fields.Has(15) ? fields.Text(15) : null,
        Form = fields.Has(16) ? fields.Code<ExamForm>(16) : ExamForm.Instrumented,
        Keeps = fields.Has(20) ? fields.Maps(20, ReadKept) : [],
    };

    private static void WriteKept(FieldWriter fields, KeptSubject kept)
    {
        fields.Text(0, kept.Subject);
        fields.Id(1, kept.Part.Value);
        fields.Hash(2, kept.MerkleRoot);
        fields.Day(3, kept.ValidUntil);
    }

    private static KeptSubject ReadKept(FieldReader fields) => new(fields.Text(0), new(fields.Id(1)), fields.Hash(2), fields.Day(3));

    private static void WriteCard(FieldWriter fields, TaskCard card)
    {
        fields.Integer(0, card.Process);
        fields.Text(1, card.Consumable);
        fields.Integer(2, card.DiameterMicrometres);
        fields.Text(3, card.Position);
        fields.Text(4, card.Plate);
        fields.Text(5, card.Piece);
        fields.Decimal(6, card.CurrentMin);
        fields.Decimal(7, card.CurrentMax);
    }

    private static TaskCard ReadCard(FieldReader fields) => new(
        fields.Int32(0),
        fields.Text(1),
        fields.Int32(2),
        fields.Text(3),
        fields.Text(4),
        fields.Text(5),
        fields.Decimal(6),
        fields.Decimal(7));

    private static void WriteChannel(FieldWriter fields, Channel channel)
    {
        fields.Integer(0, channel.Id);
        fields.Text(1, channel.Signal);
        fields.Text(2, channel.Device);
        fields.Code(3, channel.Kind);
        fields.Text(4, channel.Unit);
        fields.Integer(5, channel.Exponent);
        fields.Integer(6, channel.Uncertainty.OfReadingPpm);
        fields.Integer(7, channel.Uncertainty.Absolute);
        fields.Span(8, channel.Period);
        fields.Range(9, channel.Refresh);
        fields.Range(10, channel.Delay);
        fields.Code(11, channel.PoweredBy);
        if (channel.CalibrationDue is { } due)
            fields.Day(12, due);
        fields.Hash(13, channel.Profile);
        if (channel.Waveform is { } waveform)
            fields.Code(14, waveform);
    }

    private static Channel ReadChannel(FieldReader fields) => new(
        fields.Int32(0),
        fields.Text(1),
        fields.Text(2),
        fields.Code<ChannelKind>(3),
        fields.Text(4),
        fields.Int32(5),
        new(fields.Int32(6), fields.Integer(7)),
        fields.Span(8),
        fields.Range(9),
        fields.Range(10),
        fields.Code<PowerSource>(11),
        fields.Has(12) ? fields.Day(12) : null,
        fields.Hash(13))
    {
        Waveform = fields.Has(14) ? fields.Code<Waveform>(14) : null,
    };

    private static Hash256 ReadHash(CanonicalReader reader)
    {
        var bytes = reader.Bytes();
        return bytes.Length == Hash256.Length ? Hash256.FromBytes(bytes) : throw new CanonicalFormException(reader.Offset, "expected 32 bytes");
    }
}
