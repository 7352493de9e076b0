using System.Collections.Immutable;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Yaml;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Profiles;

/// <summary>The fields of a profile file and what must hold between them.</summary>
internal static class ProfileParser
{
    private const int LongestWait = 60_000;

    /// <summary>Null, or a profile that only counts when nothing was complained about.</summary>
    public static DeviceProfile? Parse(YamlFields root, ProfileHash hash)
    {
        root.Number("profile", 1, 1);
        var identity = Identity(root);
        var link = root.Section("link");
        var poll = root.Section("poll");
        var channels = root.Sections("channels", required: true);
        var parsed = channels.Select(fields => (Fields: fields, Channel: ChannelParser.Parse(fields))).ToImmutableArray();
        var stated = root.Sections("reads", required: false);
        var reads = stated.IsEmpty ? Grouped(parsed.Select(pair => pair.Channel)) : [.. stated.Select(Block)];

        var names = new HashSet<ChannelName>();
        foreach (var (fields, channel) in parsed)
        {
            if (!names.Add(channel.Name))
                fields.Complain("channel", $"'{channel.Name}' is there twice");
            if (!reads.Any(read => read.Holds(channel)))
                fields.Complain("address", "lies in none of the reads");
        }

        return link is null || poll is null ? null : new DeviceProfile(identity, Link(link), Poll(poll), reads, [.. parsed.Select(pair => pair.Channel)], hash);
    }

    private static ProfileIdentity Identity(YamlFields root)
    {
        var card = root.Section("quality");
        var identity = new ProfileIdentity(
            root.Text("name"), root.Text("maker"), root.Text("source"), card?.Texts("done") ?? [], card?.Texts("todo") ?? [], card?.Texts("exempt") ?? []);
        card?.RefuseOthers();
        return identity;
    }

    private static LinkProfile Link(YamlFields fields)
    {
        var kind = fields.Choice<LinkKind>("kind");
        var unit = (byte)fields.Number("unit", 0, 255);
        if (kind == LinkKind.Rtu && unit is 0 or > 247)
            fields.Complain("unit", "must be from 1 to 247 on a serial line");
        var serial = kind == LinkKind.Rtu ? fields.Section("serial") : null;
        var port = kind == LinkKind.Tcp ? (int?)fields.Number("port", 1, 65535) : null;
        fields.RefuseOthers();
        return new LinkProfile(kind, unit, serial is null ? null : Serial(serial), port);
    }

    private static SerialSettings Serial(YamlFields fields)
    {
        var settings = new SerialSettings
        {
            Baud = (int)fields.Number("baud", SerialSettings.SlowestBaud, SerialSettings.FastestBaud),
            DataBits = (int)fields.Number("dataBits", 7, 8),
            Parity = fields.Choice<SerialParity>("parity"),
            StopBits = (int)fields.Number("stopBits", 1, 2),
        };
        fields.RefuseOthers();
        return settings;
    }

    private static PollProfile Poll(YamlFields fields)
    {
        var poll = new PollProfile(
            fields.Milliseconds("period", 10, LongestWait),
            fields.Milliseconds("responseTimeout", 5, LongestWait),
            fields.Milliseconds("longestAnswer", 5, LongestWait),
            TimeSpan.FromMilliseconds(fields.OptionalNumber("gap", 0, 1000) ?? 0));
        if (poll.LongestAnswer < poll.ResponseTimeout)
            fields.Complain("longestAnswer", "is shorter than the response timeout");
        fields.RefuseOthers();
        return poll;
    }

    private static ReadBlock Block(YamlFields fields)
    {
        var from = fields.Choice<RegisterKind>("from");
        var address = fields.Number("address", 0, ushort.MaxValue);
        var count = fields.Number("count", 1, Longest(from));
        if (address + count > 0x10000)
            fields.Complain("count", "reaches past the last address");
        fields.RefuseOthers();
        return new ReadBlock(from, (ushort)address, (ushort)count);
    }

    // Without stated reads only neighbours are read together: many devices refuse a read across a gap.
    private static ImmutableArray<ReadBlock> Grouped(IEnumerable<ChannelProfile> channels)
    {
        var blocks = new List<ReadBlock>();
        foreach (var channel in channels.OrderBy(channel => channel.From).ThenBy(channel => channel.Address).ThenBy(channel => channel.Width))
        {
            var end = channel.Address + channel.Width;
            if (blocks is [.., var last] && last.From == channel.From && channel.Address <= last.Address + last.Count
                && end - last.Address <= Longest(channel.From))
                blocks[^1] = last with { Count = (ushort)Math.Max(last.Count, end - last.Address) };
            else
                blocks.Add(new ReadBlock(channel.From, channel.Address, (ushort)channel.Width));
        }

        return [.. blocks];
    }

    private static int Longest(RegisterKind from) => ModbusRequest.LongestQuantity(
        from is RegisterKind.Coil or RegisterKind.Discrete ? ModbusFunction.ReadCoils : ModbusFunction.ReadHoldingRegisters);
}
