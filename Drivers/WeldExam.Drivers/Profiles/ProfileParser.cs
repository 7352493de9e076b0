using System.Collections.Immutable;
using WeldExam.Drivers.I2c;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Yaml;

namespace WeldExam.Drivers.Profiles;

/// <summary>The fields of a profile file and what must hold between them.</summary>
internal static class ProfileParser
{
    private const int LowestAddress = 0x08; // I2C-bus specification UM10204, §3.1.12: what is below and above is reserved
    private const int HighestAddress = 0x77;
    private const int LongestWait = 60_000;

    /// <summary>Null, or a profile that only counts when nothing was complained about.</summary>
    public static DeviceProfile? Parse(YamlFields root, ProfileHash hash)
    {
        root.Number("profile", 1, 1);
        var notation = root.OptionalChoice<AddressNotation>("addresses");
        var identity = Identity(root);
        var link = root.Section("link");
        var poll = root.Section("poll");
        var limits = LimitsParser.Parse(root, notation);
        var channels = root.Sections("channels", required: true).Select(fields => (Fields: fields, Channel: ChannelParser.Parse(fields, notation))).ToImmutableArray();
        var reads = root.Sections("reads", required: false).Select(fields => LimitsParser.Read(fields, limits, notation)).ToImmutableArray();
        var beat = LimitsParser.Heartbeat(root, limits, notation);
        var marks = root.Sections("identity", required: false).Select(fields => LimitsParser.Fingerprint(fields, limits, notation)).ToImmutableArray();
        Distinct(channels);
        foreach (var (fields, channel) in channels)
            Reachable(fields, channel, limits, reads);
        if (link is null || poll is null)
            return null;
        var wired = Link(link);
        if (limits.Pipelining > 1 && wired.Kind != LinkKind.Tcp)
            root.Complain("limits", "a serial line carries one request at a time: no pipelining");
        return new DeviceProfile(identity, wired, Poll(poll), reads, [.. channels.Select(pair => pair.Channel)], hash)
        {
            Limits = limits,
            Heartbeat = beat,
            Fingerprints = marks,
        };
    }

    private static void Distinct(ImmutableArray<(YamlFields Fields, ChannelProfile Channel)> channels)
    {
        var names = new HashSet<ChannelName>();
        foreach (var (fields, channel) in channels)
        {
            if (!names.Add(channel.Name))
                fields.Complain("channel", $"'{channel.Name}' is there twice");
        }
    }

    private static void Reachable(YamlFields fields, ChannelProfile channel, ReadLimits limits, ImmutableArray<ReadBlock> reads)
    {
        if (channel.Width > limits.Of(channel.From))
            fields.Complain("address", $"takes {channel.Width} registers, the device gives {limits.Of(channel.From)} at once");
        if (limits.Forbidden.Any(area => area.Touches(channel.Area)))
            fields.Complain("address", "lies in a forbidden area");
        if (!reads.IsEmpty && channel.Kind != ChannelKind.Text && !reads.Any(read => read.Holds(channel)))
            fields.Complain("address", "lies in none of the reads");
    }

    private static ProfileIdentity Identity(YamlFields root)
    {
        var card = root.Section("quality");
        var identity = new ProfileIdentity(
            root.Text("name"), root.Text("maker"), root.Text("source"), card?.OptionalTexts("done") ?? [], card?.Texts("todo") ?? [], card?.Texts("exempt") ?? [])
        {
            Hardware = card?.OptionalChoice<HardwareSeen>("hardware") ?? HardwareSeen.NotSeen,
            Checked = [.. card?.Sections("checked", required: false).Select(Fact) ?? []],
        };
        card?.RefuseOthers();
        return identity;
    }

    private static ProvenFact Fact(YamlFields fields)
    {
        var fact = new ProvenFact(fields.Text("what"), fields.Choice<FactEvidence>("against"), fields.Text("where"));
        fields.RefuseOthers();
        return fact;
    }

    private static LinkProfile Link(YamlFields fields)
    {
        var kind = fields.Choice<LinkKind>("kind");
        var unit = (byte)fields.Number("unit", 0, 255);
        if (kind == LinkKind.Rtu && unit is 0 or > 247)
            fields.Complain("unit", "must be from 1 to 247 on a serial line");
        if (kind == LinkKind.I2c && unit is < LowestAddress or > HighestAddress)
            fields.Complain("unit", "must be from 0x08 to 0x77 on an I2C bus");
        var chip = kind == LinkKind.I2c ? Chip(fields) : null;
        var serial = kind == LinkKind.Rtu ? fields.Section("serial") : null;
        var port = kind == LinkKind.Tcp ? (int?)fields.Number("port", 1, 65535) : null;
        fields.RefuseOthers();
        return new LinkProfile(kind, unit, serial is null ? null : Serial(serial), port) { Chip = chip };
    }

    private static I2cChip Chip(YamlFields fields)
    {
        var chip = new I2cChip(fields.Choice<I2cChipKind>("chip"));
        return chip.Kind switch
        {
            I2cChipKind.Ads1115 => chip with { Range = fields.Choice<Ads1115Range>("range"), Rate = fields.Choice<Ads1115Rate>("rate") },
            I2cChipKind.Mcp23017 => chip with { PullUps = (ushort)fields.Number("pullUps", 0, ushort.MaxValue) },
            _ => chip,
        };
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
            TimeSpan.FromMilliseconds(fields.OptionalNumber("gap", 0, 1000) ?? 0))
        {
            AnswerDelay = fields.OptionalSection("answerDelay") is { } delay ? ChannelParser.Range(delay) : null,
            StartUp = TimeSpan.FromMilliseconds(fields.OptionalNumber("startUp", 0, 600_000) ?? 0),
        };
        if (poll.LongestAnswer < poll.ResponseTimeout)
            fields.Complain("longestAnswer", "is shorter than the response timeout");
        if (poll.AnswerDelay?.Max > poll.ResponseTimeout)
            fields.Complain("answerDelay", "reaches past the response timeout");
        fields.RefuseOthers();
        return poll;
    }
}
