using WeldExam.Exam.Yaml;

namespace WeldExam.Drivers.Profiles;

/// <summary>The fields of one channel and what must hold between them.</summary>
internal static class ChannelParser
{
    private const int LongestTime = 60_000;
    private const int LongestText = 60;
    private const int LongestName = 64;
    private static readonly TimeSpan MainsPeriod = TimeSpan.FromMilliseconds(20);

    public static ChannelProfile Parse(YamlFields fields, AddressNotation? notation)
    {
        var kind = fields.Choice<ChannelKind>("kind");
        var from = fields.Choice<RegisterKind>("from");
        var channel = new ChannelProfile
        {
            Name = new ChannelName(Name(fields)),
            Kind = kind,
            From = from,
            Address = RegisterNumber.Read(fields, from, notation),
        };
        var isBit = from is RegisterKind.Coil or RegisterKind.Discrete;
        if (isBit && kind != ChannelKind.Digital)
            fields.Complain("from", "a coil or discrete input is digital");
        if (!isBit)
            channel = channel with { ByteOrder = fields.OptionalChoice<ByteOrder>("byteOrder") ?? ByteOrder.HighFirst };
        channel = kind switch
        {
            ChannelKind.Text => channel with { Format = RegisterFormat.String, Length = (int)fields.Number("length", 1, LongestText) },
            ChannelKind.Digital => Polled(fields, Digital(fields, channel)),
            _ => Polled(fields, AnalogParser.Parse(fields, channel)),
        };
        if (channel.Area.End > 0x10000)
            fields.Complain("address", "reaches past the last address");
        if (channel is { Waveform: Waveform.AcTrueRms, Valid.Min: < 0 })
            fields.Complain("valid", "an effective value is never negative");
        if (channel.Waveform == Waveform.AcTrueRms && channel.Refresh.Max < MainsPeriod)
            fields.Complain("refresh", $"no effective value is renewed within less than a period of the mains, {MainsPeriod.TotalMilliseconds} ms");
        fields.RefuseOthers();
        return channel;
    }

    public static TimeRange Range(YamlFields fields, string field) => fields.Section(field) is { } section ? Range(section) : default;

    public static TimeRange Range(YamlFields section)
    {
        var range = new TimeRange(section.Milliseconds("min", 0, LongestTime), section.Milliseconds("max", 0, LongestTime));
        if (range.Min > range.Max)
            section.Complain("max", "must not be below min");
        section.RefuseOthers();
        return range;
    }

    private static string Name(YamlFields fields)
    {
        var name = fields.Text("channel");
        var isName = name.Length is > 0 and <= LongestName && char.IsAsciiLetterLower(name[0])
            && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_') && name is not ("true" or "false" or "null");
        if (name.Length > 0 && !isName)
            fields.Complain("channel", $"'{name}' must be lower-case letters, digits, - and _, at most {LongestName}, a letter first");
        return name;
    }

    private static ChannelProfile Polled(YamlFields fields, ChannelProfile channel) => channel with
    {
        Refresh = Range(fields, "refresh"),
        Delay = Range(fields, "delay"),
        PoweredBy = fields.Choice<PoweredBy>("poweredBy"),
        Period = fields.OptionalNumber("period", 10, LongestTime) is { } period ? TimeSpan.FromMilliseconds(period) : null,
    };

    private static ChannelProfile Digital(YamlFields fields, ChannelProfile channel) => channel with
    {
        Format = RegisterFormat.Bits,
        Bit = channel.From is RegisterKind.Coil or RegisterKind.Discrete ? null : (int)fields.Number("bit", 0, 15),
        Polarity = fields.Choice<Polarity>("polarity"),
    };
}
