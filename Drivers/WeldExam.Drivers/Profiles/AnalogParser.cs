using System.Globalization;
using WeldExam.Exam.Yaml;

namespace WeldExam.Drivers.Profiles;

/// <summary>The fields that make a number of registers.</summary>
internal static class AnalogParser
{
    private const long Widest = 1_000_000_000_000;

    public static ChannelProfile Parse(YamlFields fields, ChannelProfile channel)
    {
        var format = fields.Choice<RegisterFormat>("format");
        var isWhole = format is not (RegisterFormat.Float or RegisterFormat.Double);
        channel = channel with { Format = format, Length = format == RegisterFormat.Bcd ? (int)fields.Number("length", 1, 4) : 1 };
        if (format == RegisterFormat.String)
            fields.Complain("format", "a string is a channel of kind text");
        channel = channel with
        {
            WordOrder = channel.Width > 1 ? fields.Choice<WordOrder>("wordOrder") : default,
            Mask = Mask(fields, format),
            Scale = Scale(fields, isWhole),
            Offset = fields.OptionalNumber("offset", -Widest, Widest) ?? 0,
            Linear = isWhole ? Linear(fields) : null,
            Loop = isWhole ? Loop(fields) : null,
            Calibration = Calibration(fields),
            Clamp = Clamp(fields),
            Unit = fields.Text("unit"),
            Waveform = fields.OptionalChoice<Waveform>("waveform") ?? Waveform.Dc,
            Valid = Valid(fields),
            ErrorValues = fields.OptionalNumbers("errorValue", isWhole ? long.MinValue : 0, long.MaxValue),
            Uncertainty = Uncertainty(fields),
            Stuck = Stuck(fields),
        };
        channel = channel with { Shift = channel.Mask is null ? null : (int?)fields.OptionalNumber("shift", 0, 63) };
        return channel;
    }

    private static ulong? Mask(YamlFields fields, RegisterFormat format) => format switch
    {
        RegisterFormat.Bits => (ulong)fields.Number("mask", 1, ushort.MaxValue),
        RegisterFormat.U16 => (ulong?)fields.OptionalNumber("mask", 1, ushort.MaxValue),
        RegisterFormat.U32 => (ulong?)fields.OptionalNumber("mask", 1, uint.MaxValue),
        RegisterFormat.U64 => (ulong?)fields.OptionalNumber("mask", 1, long.MaxValue),
        _ => null,
    };

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
        var (low, high) = section.Has("at4") ? ("at4", "at20") : ("openBelow", "openAbove");
        var (from, to) = (section.Number(low, int.MinValue, uint.MaxValue), section.Number(high, int.MinValue, uint.MaxValue));
        if (from >= to)
            section.Complain(high, $"must be above {low}");
        section.RefuseOthers();
        return low == "at4" ? CurrentLoop.Of(from, to) : new CurrentLoop(from, to);
    }

    private static CalibrationCurve? Calibration(YamlFields fields)
    {
        if (fields.OptionalSection("calibration") is not { } section)
            return null;
        var coefficients = section.Decimals("polynomial", CalibrationCurve.Limit);
        if (coefficients.Length is 0 or > CalibrationCurve.MostCoefficients)
            section.Complain("polynomial", $"must be one to {CalibrationCurve.MostCoefficients} numbers");
        var day = section.Text("date");
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && day.Length > 0)
            section.Complain("date", $"'{day}' is no day such as 2027-06-30");
        var curve = new CalibrationCurve(coefficients, date, section.Text("evidence"));
        section.RefuseOthers();
        return curve;
    }

    private static ClampBand? Clamp(YamlFields fields)
    {
        if (fields.OptionalSection("clamp") is not { } section)
            return null;
        var band = new ClampBand(section.OptionalNumber("below", 0, Widest) ?? 0, section.OptionalNumber("above", 0, Widest) ?? 0);
        section.RefuseOthers();
        return band;
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

    private static StuckReading? Stuck(YamlFields fields)
    {
        if (fields.OptionalSection("stuck") is not { } section)
            return null;
        var stuck = new StuckReading(section.Milliseconds("after", 100, 600_000), section.Number("above", 0, Widest));
        section.RefuseOthers();
        return stuck;
    }
}
