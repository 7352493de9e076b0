using WeldExam.EdgeGateway.Configuration;
using WeldExam.Exam.Journal;

namespace WeldExam.EdgeGateway.Tests.Configuration;

public sealed class GatewayConfigFileTests : IDisposable
{
    private const string Good = """
        gateway: 1
        point: HB-0311-07
        box: box-7
        data: data
        deviceKey: keys/device.pem
        http: { address: 0.0.0.0, port: 8080 }
        clock: holdover
        mode: practice
        test: true
        practicePapers: papers
        uplink: { host: centre.example, port: 8883, tls: true, user: box-7, passwordFile: keys/password }
        centreKey: KEY
        stations:
          - name: "3"
            cardReader: { serial: /dev/reader, baud: 115200 }
            buses:
              - name: meter
                serial: /dev/bus
                line: { baud: 9600, parity: even, stopBits: 2 }
                devices:
                  - name: weld-meter
                    profile: pzem-017
                    unit: 1
                    period: 100
                    calibrationDue: 2027-06-30
                    signals: { current: current, voltage: voltage }
              - name: inputs
                tcp: 192.168.1.20:502
                devices:
                  - name: dio
                    profile: waveshare-dio-8ch
                    unit: 2
                    signals: { input-1: main, input-2: not estop }
        """;

    private readonly TempFolder _folder = new();

    [Fact]
    public void A_good_file_is_read_with_paths_from_its_own_folder()
    {
        var (config, errors) = Load(Good);
        Assert.Empty(errors);
        Assert.Equal(("HB-0311-07", "box-7", ExamMode.Practice, ClockTrust.Holdover, true), (config!.Point, config.Box, config.Mode, config.Clock, config.IsTest));
        Assert.Equal((_folder.At("data"), _folder.At("keys/device.pem"), _folder.At("papers")), (config.DataFolder, config.DeviceKeyFile, config.PracticePapersFolder));
        Assert.Equal(new UplinkConfig("centre.example", 8883, true, "box-7", _folder.At("keys/password")), config.Uplink);
        var station = Assert.Single(config.Stations);
        Assert.Equal(new CardReaderConfig("/dev/reader", 115_200), station.CardReader);
        Assert.Equal(("/dev/bus", 9600, 2), (station.Buses[0].SerialPort, station.Buses[0].Serial!.Baud, station.Buses[0].Serial!.StopBits));
        Assert.Equal(("192.168.1.20", 502), (station.Buses[1].TcpHost, station.Buses[1].TcpPort));
        var meter = station.Buses[0].Devices[0];
        Assert.Equal((TimeSpan.FromMilliseconds(100), new DateOnly(2027, 6, 30)), (meter.Period, meter.CalibrationDue));
        Assert.Equal(new Station.Acquisition.SignalUse("estop", true), station.Buses[1].Devices[0].Signals[new("input-2")]);
    }

    [Fact]
    public void What_was_measured_on_an_instrument_stands_in_place_of_its_profile()
    {
        var (config, errors) = Load(Good.Replace(
            "calibrationDue: 2027-06-30",
            "base: 16\n            instrument: { serial: PZ-1, measured: [{ channels: [current], refresh: { min: 95, max: 131 }, date: 2026-11-24, evidence: check }] }",
            StringComparison.Ordinal));
        Assert.Empty(errors);
        var device = config!.Stations[0].Buses[0].Devices[0];
        var profile = Drivers.Profiles.ProfileFile.Read(File.ReadAllBytes(Path.Combine(Drivers.Profiles.ProfileFile.ShippedFolder, "pzem-017.yaml")), "pzem").Profile!;
        var own = profile.Moved(device.Base)!.With(device.Measured);
        Assert.Equal([1000.0, 131.0], own.Channels.Take(2).Select(channel => channel.Refresh.Max.TotalMilliseconds));
        Assert.Equal([16, 17], own.Channels.Take(2).Select(channel => (int)channel.Address));
        Assert.NotEmpty(Load(Good.Replace("calibrationDue: 2027-06-30", "instrument: { measured: [{ channels: [current], refresh: { min: 1, max: 2 }, evidence: x }] }", StringComparison.Ordinal)).Errors);
    }

    [Theory]
    [InlineData("gateway: 1", "gateway: 2", 1, 10, "gateway")]
    [InlineData("point: HB-0311-07", "point: HB/0311", 2, 8, "point")]
    [InlineData("box: box-7\n", "", 1, 1, "box")]
    [InlineData("port: 8080", "port: 65536", 6, 33, "http.port")]
    [InlineData("clock: holdover", "clock: trusted", 7, 8, "clock")]
    [InlineData("mode: practice", "mode: exams", 8, 7, "mode")]
    [InlineData("mode: practice", "mode: exam", 10, 17, "practicePapers")]
    [InlineData("test: true", "test: yes", 9, 7, "test")]
    [InlineData("practicePapers: papers", "practisePapers: papers", 10, 1, "practisePapers")]
    [InlineData("centreKey: KEY\n", "", 1, 1, "centreKey")]
    [InlineData("centreKey: KEY", "centreKey: 04AB", 12, 12, "centreKey")]
    [InlineData("serial: /dev/bus", "serial: /dev/bus\n        tcp: a:1", 19, 14, "stations[0].buses[0].tcp")]
    [InlineData("serial: /dev/reader", "serial: /dev/ttyUSB3", 15, 27, "stations[0].cardReader.serial")]
    [InlineData("baud: 9600", "baud: 96", 19, 23, "stations[0].buses[0].line.baud")]
    [InlineData("unit: 1", "unit: 256", 23, 19, "stations[0].buses[0].devices[0].unit")]
    [InlineData("period: 100", "period: 5", 24, 21, "stations[0].buses[0].devices[0].period")]
    [InlineData("2027-06-30", "2027-02-30", 25, 29, "stations[0].buses[0].devices[0].calibrationDue")]
    [InlineData("tcp: 192.168.1.20:502", "tcp: 192.168.1.20", 28, 14, "stations[0].buses[1].tcp")]
    [InlineData("name: dio", "name: weld-meter", 17, 7, "stations[0].buses")]
    [InlineData("input-1: main", "input-1: current", 17, 7, "stations[0].buses")]
    public void Each_error_is_named_with_its_line_and_column(string good, string bad, int line, int column, string field)
    {
        var (config, errors) = Load(Good.Replace(good, bad, StringComparison.Ordinal));
        Assert.Null(config);
        var error = Assert.Single(errors);
        Assert.Equal((line, column, field), ((int)error.Line, (int)error.Column, error.Field));
    }

    [Fact]
    public void A_PLC_is_served_only_where_the_file_says_and_on_loopback_unless_it_says_more()
    {
        Assert.Null(Load(Good).Config!.ModbusServer);
        Assert.Equal(new ModbusServerConfig("127.0.0.1", 1502), Load($"{Good}\nmodbusServer: {{ port: 1502 }}").Config!.ModbusServer);
        Assert.Equal("address", Assert.Single(Load($"{Good}\nmodbusServer: {{ address: plc, port: 1502 }}").Errors).Field.Split('.')[^1]);
    }

    [Fact]
    public void All_errors_come_at_once_in_the_order_of_the_file()
    {
        var (_, errors) = Load(Good.Replace("clock: holdover", "clock: x", StringComparison.Ordinal).Replace("unit: 2", "unit: two", StringComparison.Ordinal).Replace("gateway: 1", "gateway: one", StringComparison.Ordinal));
        Assert.Equal([1, 7, 32], errors.Select(error => (int)error.Line));
    }

    [Fact]
    public void A_file_that_is_not_there_or_no_yaml_is_an_error_too()
    {
        Assert.Equal("file", Assert.Single(GatewayConfigFile.Load(_folder.At("no.yaml")).Errors).Field);
        Assert.Equal("file", Assert.Single(Load("a: [1").Errors).Field);
        Assert.Equal("file", Assert.Single(Load("").Errors).Field);
    }

    public void Dispose() => _folder.Dispose();

    private (GatewayConfig? Config, System.Collections.Immutable.ImmutableArray<Exam.Yaml.YamlError> Errors) Load(string yaml)
    {
        using var key = Keys.CreateEphemeral();
        var path = _folder.At("station.yaml");
        File.WriteAllText(path, yaml.Replace("KEY", Convert.ToHexString(key.PublicKey.Span), StringComparison.Ordinal));
        return GatewayConfigFile.Load(path);
    }

    private static class Keys
    {
        public static Contracts.Signing.Es256Signer CreateEphemeral() => EdgeGateway.Keys.KeyFile.CreateEphemeral();
    }
}
