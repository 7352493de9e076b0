using System.Diagnostics;

namespace WeldExam.EdgeGateway.Tests.Configuration;

/// <summary>The program itself: a wrong file stops its start, before the data folder is touched, and every error has its place.</summary>
public sealed class WrongFilesTests : IDisposable
{
    private const int ConfigurationWrong = 78; // EX_CONFIG of sysexits.h

    private const string Station = """
        gateway: 1
        point: HB-0311-07
        box: box-7
        data: data
        deviceKey: device.pem
        http: { port: 0 }
        clock: holdover
        mode: practice
        test: true
        practicePapers: papers
        profiles: profiles
        stations:
          - name: "3"
            buses:
              - name: meter
                serial: /dev/nowhere
                devices:
                  - name: weld-meter
                    profile: own-meter
                    unit: 1
                    signals: { current: current, voltage: voltage }
        """;

    private readonly TempFolder _folder = new();
    private readonly string _profile = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "profiles", "pzem-017.yaml"));
    private readonly string _paper = TestKit.Stations.TestPaper.Text;

    public WrongFilesTests()
    {
        Directory.CreateDirectory(_folder.At("profiles"));
        Directory.CreateDirectory(_folder.At("papers"));
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("check")]
    public async Task A_wrong_station_yaml(string command) => Assert.Equal(
        [$"{_folder.At("station.yaml")}:7:8: clock: "],
        Places(await StoppedAsync(command, Station.Replace("clock: holdover", "clock: trusted", StringComparison.Ordinal), _profile, _paper)));

    [Theory]
    [InlineData("gateway")]
    [InlineData("check")]
    public async Task A_wrong_profile(string command) => Assert.Equal(
        [$"{_folder.At("profiles/own-meter.yaml")}:1:10: profile: "],
        Places(await StoppedAsync(command, Station, "profile: 99\n" + string.Join('\n', _profile.Split('\n').Where(line => !line.StartsWith("profile:", StringComparison.Ordinal))), _paper)));

    [Theory]
    [InlineData("gateway")]
    [InlineData("check")]
    public async Task A_wrong_paper(string command) => Assert.Equal(
        [$"{_folder.At("papers/paper.yaml")}:{LineOf("pass: 80")}:7: pass: "],
        Places(await StoppedAsync(command, Station, _profile, _paper.Replace("pass: 80", "pass: eighty", StringComparison.Ordinal))));

    [Theory]
    [InlineData("gateway")]
    [InlineData("check")]
    public async Task An_unknown_profile_is_named_with_its_device_and_those_there_are(string command)
    {
        var said = await StoppedAsync(command, Station.Replace("profile: own-meter", "profile: pzem-018", StringComparison.Ordinal), _profile, _paper);
        Assert.StartsWith("station 3, bus meter, device weld-meter: no profile 'pzem-018'; there are ", Assert.Single(said), StringComparison.Ordinal);
        Assert.Contains("own-meter", said[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_right_files_nothing_is_said_against_the_start()
    {
        var (code, errors) = await RunAsync("check", Station, _profile, _paper);
        Assert.True(code == 0, string.Join('\n', errors));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Of <c>file:line:column: field: message</c> all but the message.</summary>
    private static IEnumerable<string> Places(string[] errors) => errors.Select(error => string.Concat(error.Split(": ").Take(2).Select(part => part + ": ")));

    private int LineOf(string text) => _paper[.._paper.IndexOf(text, StringComparison.Ordinal)].Count(letter => letter == '\n') + 1;

    private async Task<string[]> StoppedAsync(string command, string station, string profile, string paper)
    {
        var (code, errors) = await RunAsync(command, station, profile, paper);
        Assert.True(code == ConfigurationWrong, $"exit code {code}: {string.Join('\n', errors)}");
        Assert.False(Directory.Exists(_folder.At("data")), "the data folder was touched");
        return errors;
    }

    private async Task<(int Code, string[] Errors)> RunAsync(string command, string station, string profile, string paper)
    {
        await File.WriteAllTextAsync(_folder.At("station.yaml"), station);
        await File.WriteAllTextAsync(_folder.At("profiles/own-meter.yaml"), profile);
        await File.WriteAllTextAsync(_folder.At("papers/paper.yaml"), paper);
        var program = Path.Combine(AppContext.BaseDirectory, "weldexam.dll");
        using var child = Process.Start(new ProcessStartInfo("dotnet", [program, command, "--config", _folder.At("station.yaml")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var (output, errors) = (child.StandardOutput.ReadToEndAsync(limit.Token), child.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await child.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            child.Kill();
            Assert.Fail("the program started");
        }

        await output;
        return (child.ExitCode, (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
