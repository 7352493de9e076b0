using System.Collections.Immutable;
using System.Globalization;
using WeldExam.Simulators.Cards;
using WeldExam.Simulators.Devices;
using WeldExam.Simulators.Playback;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Simulators.Scenarios;

/// <summary>The <c>devices</c> of a scenario.</summary>
internal static class DeviceReader
{
    public static ImmutableArray<DevicePlan> Read(YamlNode? section, YamlPlace place)
    {
        var devices = ImmutableArray.CreateBuilder<DevicePlan>();
        foreach (var node in place.Items(section))
        {
            var map = new YamlMap(node, place);
            if (ReadOne(map, place) is { } device)
            {
                if (devices.Any(d => d.Name == device.Name))
                    place.Fail(node, $"a second device '{device.Name}'");
                if (device.Link.Key is { } key && devices.Any(d => d.Link.Key == key && Collides(d, device)))
                    place.Fail(node, $"unit {device.Unit} of this link is taken, or its link is of another kind");
                devices.Add(device);
                map.Close();
            }
        }

        return devices.ToImmutable();
    }

    private static bool Collides(DevicePlan one, DevicePlan other)
        => one.Unit == other.Unit || one is DevicePlan.CardReader || other is DevicePlan.CardReader || one is DevicePlan.Playback || other is DevicePlan.Playback || one.Link != other.Link;

    private static DevicePlan? ReadOne(YamlMap map, YamlPlace place)
    {
        var name = map.Text("name", required: true) ?? string.Empty;
        var kind = map.OneOf("kind", otherwise: null, "pzem-017", "dio-8", "id-card-reader", "table", "playback");
        if (map.Take("link", required: true) is not { } linkNode || ReadLink(new YamlMap(linkNode, place), place) is not { } link)
            return null;
        return kind switch
        {
            "pzem-017" => new DevicePlan.WeldMeter(name, link) { Unit = Unit(map), Settings = ReadMeter(map) },
            "dio-8" => new DevicePlan.DigitalInputs(name, link) { Unit = Unit(map) },
            "id-card-reader" => new DevicePlan.CardReader(name, link)
            {
                Settings = new IdCardReaderSettings { ReadTime = map.Duration("read_time", TimeSpan.FromMilliseconds(600)) },
            },
            "table" => new DevicePlan.Table(name, link, map.Whole("size", 100, 1, 65536)) { Unit = Unit(map), Holding = ReadRegisters(map, place) },
            "playback" => ReadPlayback(name, link, map, place),
            _ => null,
        };
    }

    private static DevicePlan.Playback? ReadPlayback(string name, LinkPlan link, YamlMap map, YamlPlace place)
    {
        if (map.Text("file", required: true) is not { } file)
            return null;
        var path = Path.GetFullPath(file, Path.GetDirectoryName(Path.GetFullPath(place.File))!);
        try
        {
            if (Recording.TryRead(File.ReadAllText(path), out var recording, out var error))
                return new(name, link, recording!);
            place.Fail(map.Node, $"{path}: {error}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            place.Fail(map.Node, fault.Message);
        }

        return null;
    }

    private static byte Unit(YamlMap map) => (byte)map.Whole("unit", 1, 1, 247);

    private static Pzem017Settings ReadMeter(YamlMap map) => new()
    {
        Refresh = map.Duration("refresh", TimeSpan.FromMilliseconds(200)),
        ShuntAmperes = map.OneOf("shunt", "300A", "50A", "100A", "200A", "300A") switch { "50A" => 50, "100A" => 100, "200A" => 200, _ => 300 },
        Gain = map.Number("gain", 1, string.Empty, 0.9, 1.1),
    };

    private static ImmutableArray<ushort> ReadRegisters(YamlMap map, YamlPlace place)
    {
        var registers = ImmutableArray.CreateBuilder<ushort>();
        foreach (var node in map.Take("holding") is { } list ? place.Items(list) : [])
        {
            var text = place.Text(node) ?? string.Empty;
            var isHex = text.StartsWith("0x", StringComparison.Ordinal);
            if (!ushort.TryParse(isHex ? text[2..] : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var register))
                place.Fail(node, $"'{text}' is no register content from 0 to 65535");
            registers.Add(register);
        }

        return registers.ToImmutable();
    }

    private static LinkPlan? ReadLink(YamlMap map, YamlPlace place)
    {
        var symlink = map.Text("pty");
        var tcp = map.Whole("tcp", -1, 0, 65535);
        var baud = map.Whole("baud", 0, 1200, 921600);
        var bus = map.Text("bus");
        map.Close();
        if ((symlink is null) == (tcp < 0))
        {
            place.Fail(map.Node, "a link is either {tcp: PORT} or {pty: PATH}");
            return null;
        }

        return symlink is null
            ? new LinkPlan.Tcp(tcp) { Bus = bus }
            : new LinkPlan.Pty(symlink == "auto" ? null : symlink, baud > 0 ? baud : null) { Bus = bus };
    }
}
