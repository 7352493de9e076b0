using System.Diagnostics;

namespace WeldExam.Simulators.Tests.Wire;

/// <summary>Real masters that others wrote: mbpoll (libmodbus) and pymodbus. A missing one fails the test.</summary>
public sealed class PeerToolTests : IAsyncDisposable
{
    private readonly Bench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Mbpoll_reads_and_writes_over_the_serial_line()
    {
        for (ushort i = 0; i < 10; i++)
            _bench.Table("rtu1").InputRegisters[i] = (ushort)(4000 + i);
        var path = _bench.Station.AddressOf("rtu1");
        var read = await RunAsync("mbpoll", $"-m rtu -b 9600 -P none -a 1 -t 3 -0 -r 0 -c 10 -1 {path}");
        Assert.Contains("[9]: \t4009", read, StringComparison.Ordinal);
        await RunAsync("mbpoll", $"-m rtu -b 9600 -P none -a 2 -t 4 -0 -r 7 -1 {path} 123 456");
        Assert.Equal((123, 456), (_bench.Table("rtu2").Holdings[7], _bench.Table("rtu2").Holdings[8]));
    }

    [Fact]
    public async Task Pymodbus_uses_every_function_over_tcp()
    {
        _bench.Table("tcp2").Inputs[3] = true;
        _bench.Table("tcp2").InputRegisters[4] = 4711;
        var port = _bench.Station.AddressOf("tcp1").Split(':')[1];
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "modbus_tcp_peer.py");
        Assert.Equal("all functions agree", (await RunAsync("/usr/bin/python3", $"{script} {port}")).Trim());
    }

    private static async Task<string> RunAsync(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await said} {await wrong}");
        return await said;
    }
}
