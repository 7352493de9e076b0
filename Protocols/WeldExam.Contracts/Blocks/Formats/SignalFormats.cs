using WeldExam.Contracts.Cbor;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;

namespace WeldExam.Contracts.Blocks.Formats;

internal static class SignalFormats
{
    public static readonly EntryFormat Samples = new EntryFormat<Samples>(
        2,
        (fields, samples, baseTick) =>
        {
            SampleColumns.Write(fields.Field(2), samples, baseTick);
            if (SampleRepeats.Of(samples) is { } marks)
                fields.Bytes(3, marks);
        },
        (fields, baseTick) =>
        {
            var samples = SampleColumns.Read(fields.Bytes(2), baseTick);
            return fields.Has(3) ? SampleRepeats.On(samples, fields.Bytes(3)) : samples;
        });

    public static readonly EntryFormat InputChanged = new EntryFormat<InputChanged>(
        3,
        (fields, input, baseTick) =>
        {
            fields.Integer(2, input.Channel);
            fields.Code(3, input.State);
            fields.Integer(4, input.NotBefore.Microseconds - baseTick);
            fields.Code(5, input.Cause);
        },
        (fields, baseTick) => new InputChanged(
            fields.Int32(2), fields.Code<SwitchState>(3), new(fields.Integer(4) + baseTick), fields.Code<Quality>(5)));

    public static readonly EntryFormat DeviceStateChanged = new EntryFormat<DeviceStateChanged>(
        4,
        (fields, device) =>
        {
            fields.Text(2, device.Device);
            fields.Flag(3, device.Answering);
            fields.Code(4, device.Cause);
            fields.Text(5, device.Detail);
        },
        fields => new DeviceStateChanged(fields.Text(2), fields.Flag(3), fields.Code<Quality>(4), fields.Text(5)));

    public static readonly EntryFormat ClockAnchor = new EntryFormat<ClockAnchor>(
        5,
        (fields, anchor) =>
        {
            fields.Integer(2, (anchor.Utc.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);
            fields.Code(3, anchor.Source);
            fields.Span(4, anchor.Uncertainty);
        },
        fields => new ClockAnchor(ReadUtc(fields.Integer(2)), fields.Code<ClockSource>(3), fields.Span(4)));

    private static DateTimeOffset ReadUtc(long microseconds) =>
        microseconds is >= 0 and < 253_402_300_800_000_000
            ? DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond)
            : throw new CanonicalFormException(0, "wall clock out of range");
}
