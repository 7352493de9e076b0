using System.Collections.Immutable;
using System.Globalization;
using WeldExam.Drivers;
using WeldExam.Drivers.Profiles;
using WeldExam.Exam.Yaml;

namespace WeldExam.EdgeGateway.Configuration;

/// <summary>Reads a device's <c>instrument</c>: what was measured on this very one, when and how.</summary>
internal static class InstrumentReader
{
    private const long LongestTime = 60_000;
    private const long WidestRaw = 1_000_000_000_000;

    public static ImmutableArray<InstrumentMeasurement> Read(YamlFields device)
    {
        if (device.OptionalSection("instrument") is not { } instrument)
            return [];
        _ = instrument.OptionalText("serial");
        ImmutableArray<InstrumentMeasurement> measured = [.. instrument.Sections("measured", required: true).Select(ReadOne)];
        instrument.RefuseOthers();
        return measured;
    }

    /// <summary>A day such as 2027-06-30; null where it is absent.</summary>
    public static DateOnly? Day(YamlFields fields, string field)
    {
        if (fields.OptionalText(field) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        fields.Complain(field, $"'{text}' is no day such as 2027-06-30");
        return null;
    }

    private static InstrumentMeasurement ReadOne(YamlFields fields)
    {
        if (!fields.Has("date"))
            fields.Complain("date", "is missing: a measurement without its day proves nothing");
        var measurement = new InstrumentMeasurement(
            [.. fields.Texts("channels").Select(name => new ChannelName(name))], Day(fields, "date") ?? default, fields.Text("evidence"))
        {
            Refresh = Range(fields, "refresh"),
            Delay = Range(fields, "delay"),
            Zero = fields.OptionalNumber("zero", -WidestRaw, WidestRaw),
        };
        if (measurement is { Refresh: null, Delay: null, Zero: null })
            fields.Complain("refresh", "is missing: a measurement states refresh, delay or zero");
        fields.RefuseOthers();
        return measurement;
    }

    private static TimeRange? Range(YamlFields fields, string field)
    {
        if (fields.OptionalSection(field) is not { } section)
            return null;
        var range = new TimeRange(section.Milliseconds("min", 0, LongestTime), section.Milliseconds("max", 0, LongestTime));
        if (range.Min > range.Max)
            section.Complain("max", "must not be below min");
        section.RefuseOthers();
        return range;
    }
}
