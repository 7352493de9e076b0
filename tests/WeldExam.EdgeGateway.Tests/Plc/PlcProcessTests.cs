using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace WeldExam.EdgeGateway.Tests.Plc;

/// <summary>The program with <c>modbusServer</c> in its station.yaml, read by mbpoll as a PLC would.</summary>
public sealed partial class PlcProcessTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private GatewayProcess? _box;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plc_reads_the_map_the_heart_beats_and_no_write_is_taken()
    {
        var port = FreePort();
        _box = await GatewayProcess.StartAsync(_folder, "", Stop, $"modbusServer: {{ port: {port} }}");
        var first = await ReadAsync(port, 0, 12);
        Assert.Equal("1 0 0 32768 0 0 0 0 0 32768 0", string.Join(' ', first.Where((_, register) => register != 1)));
        Assert.Equal("32768 0 0 255 32768 0 0 255", string.Join(' ', await ReadAsync(port, 16, 8)));
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System, Stop);
        Assert.NotEqual(first[1], (await ReadAsync(port, 0, 2))[1]);
        var (code, said) = await MbpollAsync(port, "-t", "4", "-r", "0", "--", "127.0.0.1", "5");
        Assert.True(code != 0, said);
        Assert.Contains("Illegal function", said, StringComparison.OrdinalIgnoreCase);
        (code, said) = await MbpollAsync(port, "-a", "2", "-t", "4", "-r", "0", "-c", "1", "127.0.0.1"); // no second station
        Assert.True(code != 0, said);
    }

    public async ValueTask DisposeAsync()
    {
        if (_box is not null)
            await _box.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<int[]> ReadAsync(int port, int at, int count)
    {
        var (code, said) = await MbpollAsync(port, "-t", "4:hex", "-r", $"{at}", "-c", $"{count}", "127.0.0.1");
        Assert.True(code == 0, said);
        return [.. Register().Matches(said).Select(match => int.Parse(match.Groups["value"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
    }

    private static async Task<(int Code, string Said)> MbpollAsync(int port, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("mbpoll", ["-m", "tcp", "-p", $"{port}", "-0", "-1", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Stop);
        return (process.ExitCode, await output + await errors);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"\[\d+\]:\s+0x(?<value>[0-9A-F]{4})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Register();
}
