using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace WeldExam.Drivers.Tests.Peers;

/// <summary>Programs of Debian that our clients must get on with. A missing one fails the test and names its package.</summary>
internal sealed class PymodbusPeer : IDisposable
{
    private readonly List<Process> _processes = [];

    /// <summary>Where socat's links lie; goes with the peer.</summary>
    public string? Folder { get; set; }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public static async Task<PymodbusPeer> TcpAsync(int port)
    {
        var peer = new PymodbusPeer();
        await peer.ServeAsync("tcp", $"{port}");
        return peer;
    }

    /// <summary>Joins two pseudo terminals by socat and serves on one; the returned path is the other.</summary>
    public static async Task<(PymodbusPeer Peer, string Path)> RtuAsync(string folder)
    {
        Require("/usr/bin/socat", "socat");
        var peer = new PymodbusPeer();
        var (ours, theirs) = (Path.Combine(folder, "ours"), Path.Combine(folder, "theirs"));
        peer.Start("/usr/bin/socat", $"pty,raw,echo=0,link={ours}", $"pty,raw,echo=0,link={theirs}");
        for (var turn = 0; turn < 200 && !(File.Exists(ours) && File.Exists(theirs)); turn++)
            await Task.Delay(25);
        await peer.ServeAsync("rtu", theirs, "9600");
        return (peer, ours);
    }

    public void Dispose()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        if (Folder is { } folder)
            Directory.Delete(folder, recursive: true);
    }

    private static void Require(string program, string package) =>
        Assert.True(File.Exists(program), $"{program} is missing: apt-get install {package}");

    private async Task ServeAsync(params string[] arguments)
    {
        Require("/usr/bin/python3", "python3");
        using (var probe = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", "import pymodbus, serial"]) { UseShellExecute = false, RedirectStandardError = true })!)
        {
            await probe.WaitForExitAsync();
            Assert.True(probe.ExitCode == 0, "pymodbus is missing: apt-get install python3-pymodbus python3-serial");
        }

        Start("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "peers", "modbus_server.py"), .. arguments]);
    }

    private void Start(string program, params string[] arguments) =>
        _processes.Add(Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!);
}
