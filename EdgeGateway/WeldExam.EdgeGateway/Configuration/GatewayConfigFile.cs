using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Yaml;

namespace WeldExam.EdgeGateway.Configuration;

/// <summary>Reads <c>station.yaml</c>. Anything wrong in it is named by file, line and column, all at once, and stops the start.</summary>
public static class GatewayConfigFile
{
    private const int MaxStations = 4;

    public static (GatewayConfig? Config, ImmutableArray<YamlError> Errors) Load(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            return YamlFile.Read(File.ReadAllBytes(path), path, fields => Read(fields, folder));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (null, [new(path, 1, 1, "file", $"cannot be read: {fault.Message}")]);
        }
    }

    private static GatewayConfig Read(YamlFields fields, string folder)
    {
        fields.Number("gateway", 1, 1);
        var config = new GatewayConfig
        {
            Point = Name(fields, "point"),
            Box = Name(fields, "box"),
            DataFolder = PathOf(fields.Text("data"), folder),
            DeviceKeyFile = PathOf(fields.Text("deviceKey"), folder),
            CentreKey = CentreKey(fields),
            RosterKeyFile = OptionalPath(fields, "rosterKey", folder),
            Http = Http(fields),
            Clock = fields.Choice<ClockTrust>("clock"),
            Mode = fields.Choice<ExamMode>("mode"),
            Form = fields.OptionalChoice<ExamForm>("form") ?? ExamForm.Instrumented,
            IsTest = fields.Flag("test"),
            PracticePapersFolder = OptionalPath(fields, "practicePapers", folder),
            ProfilesFolder = OptionalPath(fields, "profiles", folder),
            Uplink = Uplink(fields, folder),
            ModbusServer = ModbusServer(fields),
            Stations = [.. fields.Sections("stations", required: true).Select(station => StationConfigReader.Read(station, folder))],
        };
        if (config.Stations.Length > MaxStations)
            fields.Complain("stations", $"a box serves at most {MaxStations} stations");
        if (config.Stations.DistinctBy(station => station.Name).Count() < config.Stations.Length)
            fields.Complain("stations", "two stations have the same name");
        if (config is { Mode: ExamMode.Exam, PracticePapersFolder: not null })
            fields.Complain("practicePapers", "papers on the box itself are for practice only");
        if (config.Uplink is not null && !fields.Has("centreKey"))
            fields.Complain("centreKey", "is missing: without it no receipt of the centre could be believed");
        return config;
    }

    /// <summary>A name that may stand in a topic and in a file name.</summary>
    internal static string Name(YamlFields fields, string field)
    {
        var name = fields.Text(field);
        if (name.Length > 0 && (name.Length > 64 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')))
            fields.Complain(field, $"'{name}' must be 1 to 64 letters, digits, - or _");
        return name;
    }

    internal static string PathOf(string path, string folder) => Path.GetFullPath(path, folder);

    private static string? OptionalPath(YamlFields fields, string field, string folder) =>
        fields.OptionalText(field) is { } path ? PathOf(path, folder) : null;

    private static ReadOnlyMemory<byte>? CentreKey(YamlFields fields)
    {
        if (fields.OptionalText("centreKey") is not { } text)
            return null;
        try
        {
            var key = Convert.FromHexString(text);
            using var point = Contracts.Signing.Es256Suite.ImportPoint(key);
            if (point is not null)
                return key;
        }
        catch (FormatException)
        {
            // Named below like any other wrong key.
        }

        fields.Complain("centreKey", "must be a P-256 public key: 130 hexadecimal digits beginning with 04");
        return null;
    }

    private static HttpConfig Http(YamlFields fields)
    {
        if (fields.Section("http") is not { } http)
            return new("127.0.0.1", 0);
        var config = new HttpConfig(http.OptionalText("address") ?? "127.0.0.1", (int)http.Number("port", 0, 65535));
        http.RefuseOthers();
        return config;
    }

    private static ModbusServerConfig? ModbusServer(YamlFields fields)
    {
        if (fields.OptionalSection("modbusServer") is not { } server)
            return null;
        var config = new ModbusServerConfig(server.OptionalText("address") ?? "127.0.0.1", (int)server.Number("port", 0, 65535));
        if (!System.Net.IPAddress.TryParse(config.Address, out _))
            server.Complain("address", $"'{config.Address}' is no IP address");
        server.RefuseOthers();
        return config;
    }

    private static UplinkConfig? Uplink(YamlFields fields, string folder)
    {
        if (fields.OptionalSection("uplink") is not { } uplink)
            return null;
        var config = new UplinkConfig(
            uplink.Text("host"),
            (int)uplink.Number("port", 1, 65535),
            uplink.Flag("tls"),
            uplink.OptionalText("user"),
            OptionalPath(uplink, "passwordFile", folder));
        uplink.RefuseOthers();
        return config;
    }
}
