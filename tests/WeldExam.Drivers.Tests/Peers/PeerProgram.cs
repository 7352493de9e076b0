using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace WeldExam.Drivers.Tests.Peers;

/// <summary>A running program in another language. A missing one fails the test and names its package.</summary>
internal sealed class PeerProgram : IDisposable
{
    private static readonly Task<string> Compiled = CompileAsync();

    private readonly Process _process;

    private PeerProgram(Process process) => _process = process;

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "peers", name);

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>The program of tests/peers/modbus_peer.c, compiled once.</summary>
    public static Task<string> LibmodbusAsync() => Compiled;

    public static PeerProgram Start(string program, params string[] arguments)
    {
        Assert.True(File.Exists(program), $"{program} is missing: see tests/peers/packages");
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new PeerProgram(Process.Start(start)!);
    }

    /// <summary>Waits for the line "ready"; a program that ends instead fails the test with what it complained of.</summary>
    public async Task<PeerProgram> ReadyAsync()
    {
        var line = await HearAsync();
        Assert.True(line == "ready", $"{line}{(line is null ? await _process.StandardError.ReadToEndAsync() : "")}");
        return this;
    }

    /// <summary>One line in, one line out.</summary>
    public async Task<string> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return await HearAsync() ?? throw new InvalidOperationException(await _process.StandardError.ReadToEndAsync());
    }

    /// <summary>What a program that ends by itself wrote.</summary>
    public async Task<string> OutputAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var said = _process.StandardOutput.ReadToEndAsync(patience.Token);
        var complained = _process.StandardError.ReadToEndAsync(patience.Token);
        await _process.WaitForExitAsync(patience.Token);
        return await said + await complained;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<string?> HearAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _process.StandardOutput.ReadLineAsync(patience.Token);
    }

    private static async Task<string> CompileAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, $"modbus_peer-{Environment.ProcessId}");
        using var gcc = Start("/usr/bin/gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-I/usr/include/modbus", "-o", program, Script("modbus_peer.c"), "-lmodbus");
        var output = await gcc.OutputAsync();
        Assert.True(File.Exists(program), $"modbus_peer.c does not compile; it needs gcc and libmodbus-dev. {output}");
        return program;
    }
}
