using WeldExam.Exam.Yaml;

namespace WeldExam.Drivers.Profiles;

/// <summary>The fields of one channel and what must hold between them.</summary>
internal static class ChannelParser
{
    private const long Widest = 1_000_000_000_000;
    private const int LongestTime = 60_000;

    public static ChannelProfile Parse(YamlFields fields)
    {
        var kind = fields.Choice<ChannelKind>("kind");
        var channel = new ChannelProfile
        {
            Name = new ChannelName(fields.Text("channel")),
            Kind = kind,
            From = fields.Choice<RegisterKind>("from"),
            Address = (ushort)fields.Number("address", 0, ushort.MaxValue),
            Refresh = Range(fields, "refresh"),
            Delay = Range(fields, "delay"),
            PoweredBy = fields.Choice<PoweredBy>("poweredBy"),
        };
        channel = kind == ChannelKind.Digital ? Digital(fields, channel) : Analog(fields, channel);
        if (channel.Address + channel.Width > 0x10000)
            fields.Complain("address", "reaches past the last address");
        fields.RefuseOthers();
        return channel;
    }

    private static ChannelProfile Digital(YamlFields fields, ChannelProfile channel)
    {
        var isBit = channel.From is RegisterKind.Coil or RegisterKind.Discrete;
        return channel with
        {
            Format = RegisterFormat.Bits,
            Bit = isBit ? null : (int)fields.Number("bit", 0, 15),
            Polarity = fields.Choice<Polarity>("polarity"),
        };
    }

    private static ChannelProfile Analog(YamlFields fields, ChannelProfile channel)
    {
        if (channel.From is RegisterKind.Coil or RegisterKind.Discrete)
            fields.Complain("from", "a coil or discrete input is digital");
        var format = fields.Choice<RegisterFormat>("format");
        var isWide = format is RegisterFormat.U32 or RegisterFormat.S32 or RegisterFormat.Float;
        var isWhole = format != RegisterFormat.Float;
        return channel with
        {
            Format = format,
            WordOrder = isWide ? fields.Choice<WordOrder>("wordOrder") : default,
            Mask = format == RegisterFormat.Bits ? (ushort)fields.Number("mask", 1, ushort.MaxValue) : null,
            Scale = Scale(fields, isWhole),
            Linear = isWhole ? Linear(fields) : null,
            Loop = isWhole ? Loop(fields) : null,
            Unit = fields.Text("unit"),
            Valid = Valid(fields),
            ErrorValue = isWhole ? fields.OptionalNumber("errorValue", int.MinValue, uint.MaxValue) : null,
            Uncertainty = Uncertainty(fields),
        };
    }

    private static ChannelScale Scale(YamlFields fields, bool isWhole)
    {
        if (fields.Section("scale") is not { } scale)
            return default;
        var read = new ChannelScale(
            (int)(scale.OptionalNumber("multiplier", -1_000_000, 1_000_000) ?? 1),
            (int)scale.Number("exponent", -9, 9),
            isWhole ? Rounding.Nearest : scale.Choice<Rounding>("rounding"));
        if (read.Multiplier == 0)
            scale.Complain("multiplier", "would make every value zero");
        scale.RefuseOthers();
        return read;
    }

    private static LinearSpan? Linear(YamlFields fields)
    {
        if (fields.OptionalSection("linear") is not { } linear)
            return null;
        var span = new LinearSpan(
            linear.Number("zero", -Widest, Widest), linear.Number("full", -Widest, Widest), linear.Number("span", -Widest, Widest));
        if (span.Zero == span.Full)
            linear.Complain("full", "must differ from zero");
        linear.RefuseOthers();
        return span;
    }

    private static CurrentLoop? Loop(YamlFields fields)
    {
        if (fields.OptionalSection("loop") is not { } section)
            return null;
        var loop = new CurrentLoop(section.Number("openBelow", 0, uint.MaxValue), section.Number("openAbove", 0, uint.MaxValue));
        if (loop.OpenBelow >= loop.OpenAbove)
            section.Complain("openAbove", "must be above openBelow");
        section.RefuseOthers();
        return loop;
    }

    private static ValidRange? Valid(YamlFields fields)
    {
        if (fields.Section("valid") is not { } section)
            return null;
        var valid = new ValidRange(section.Number("min", -Widest, Widest), section.Number("max", -Widest, Widest));
        if (valid.Min >= valid.Max)
            section.Complain("max", "must be above min");
        section.RefuseOthers();
        return valid;
    }

    private static ChannelUncertainty Uncertainty(YamlFields fields)
    {
        if (fields.Section("uncertainty") is not { } section)
            return default;
        var uncertainty = new ChannelUncertainty((int)section.Number("ofReadingPpm", 0, 1_000_000), section.Number("absolute", 0, Widest));
        section.RefuseOthers();
        return uncertainty;
    }

    private static TimeRange Range(YamlFields fields, string field)
    {
        if (fields.Section(field) is not { } section)
            return default;
        var range = new TimeRange(section.Milliseconds("min", 0, LongestTime), section.Milliseconds("max", 0, LongestTime));
        if (range.Min > range.Max)
            section.Complain("max", "must not be below min");
        section.RefuseOthers();
        return range;
    }
}
