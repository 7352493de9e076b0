using WeldExam.Exam.Yaml;

namespace WeldExam.Drivers.Profiles;

/// <summary>The fields that say what may be asked for together, and what else is read beside the channels.</summary>
internal static class LimitsParser
{
    private const int MostTextRegisters = 60;

    public static ReadLimits Parse(YamlFields root, AddressNotation? notation)
    {
        if (root.OptionalSection("limits") is not { } fields)
            return ReadLimits.Protocol;
        var limits = new ReadLimits
        {
            Registers = (int)(fields.OptionalNumber("registers", 1, 125) ?? 125),
            Bits = (int)(fields.OptionalNumber("bits", 1, 2000) ?? 2000),
            AcrossGaps = (int)(fields.OptionalNumber("acrossGaps", 0, 124) ?? 0),
            Pipelining = (int)(fields.OptionalNumber("pipelining", 1, 16) ?? 1),
            Forbidden = [.. fields.Sections("forbidden", required: false).Select(area => Area(area, notation))],
        };
        fields.RefuseOthers();
        return limits;
    }

    /// <summary>One read that the maker prescribes.</summary>
    public static ReadBlock Read(YamlFields fields, ReadLimits limits, AddressNotation? notation)
    {
        var area = Area(fields, notation);
        if (area.Count > limits.Of(area.From))
            fields.Complain("count", $"the device gives {limits.Of(area.From)} at once");
        RefuseForbidden(fields, area, limits);
        return new ReadBlock(area.From, (ushort)area.Address, (ushort)area.Count);
    }

    public static Heartbeat? Heartbeat(YamlFields root, ReadLimits limits, AddressNotation? notation)
    {
        if (root.OptionalSection("heartbeat") is not { } fields)
            return null;
        var from = Registers(fields);
        var beat = new Heartbeat(
            from,
            RegisterNumber.Read(fields, from, notation),
            (ushort)(fields.OptionalNumber("mask", 1, ushort.MaxValue) ?? ushort.MaxValue),
            fields.Milliseconds("within", 10, 600_000));
        RefuseForbidden(fields, new(from, beat.Address, 1), limits);
        fields.RefuseOthers();
        return beat;
    }

    public static Fingerprint Fingerprint(YamlFields fields, ReadLimits limits, AddressNotation? notation)
    {
        var from = Registers(fields);
        var address = RegisterNumber.Read(fields, from, notation);
        var text = fields.OptionalText("text");
        var mark = text is null
            ? new Fingerprint(
                from, address, 1, (ushort)(fields.OptionalNumber("mask", 1, ushort.MaxValue) ?? ushort.MaxValue), [.. fields.OptionalNumbers("values", 0, ushort.MaxValue).Select(value => (ushort)value)], null)
            : new Fingerprint(from, address, (ushort)((text.Length + 1) / 2), ushort.MaxValue, [], text);
        if (text is null && mark.Values.IsEmpty)
            fields.Complain("values", "is missing: either 'values' or 'text' tells the model");
        if (text is not null && (mark.Count > MostTextRegisters || !text.All(letter => letter is >= ' ' and <= '~')))
            fields.Complain("text", $"must be at most {2 * MostTextRegisters} characters of ASCII");
        if (address + mark.Count > 0x10000)
            fields.Complain("address", "reaches past the last address");
        RefuseForbidden(fields, new(from, address, mark.Count), limits);
        fields.RefuseOthers();
        return mark;
    }

    private static RegisterKind Registers(YamlFields fields)
    {
        var from = fields.Choice<RegisterKind>("from");
        if (from is RegisterKind.Coil or RegisterKind.Discrete)
            fields.Complain("from", "must be input or holding");
        return from;
    }

    private static RegisterArea Area(YamlFields fields, AddressNotation? notation)
    {
        var from = fields.Choice<RegisterKind>("from");
        var area = new RegisterArea(from, RegisterNumber.Read(fields, from, notation), (int)fields.Number("count", 1, 0x10000));
        if (area.End > 0x10000)
            fields.Complain("count", "reaches past the last address");
        fields.RefuseOthers();
        return area;
    }

    private static void RefuseForbidden(YamlFields fields, RegisterArea area, ReadLimits limits)
    {
        if (limits.Forbidden.Any(forbidden => forbidden.Touches(area)))
            fields.Complain("address", "lies in a forbidden area");
    }
}
