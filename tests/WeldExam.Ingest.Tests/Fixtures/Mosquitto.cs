using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WeldExam.Ingest.Tests.Fixtures;

/// <summary>A real mosquitto on a free port of the loopback, ended by its own process id.</summary>
internal sealed class Mosquitto : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weldexam-mosquitto");
    private readonly Process _process;

    public Mosquitto(int? port = null)
    {
        var program = new[] { "/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto" }.FirstOrDefault(File.Exists);
        Assert.True(program is not null, "mosquitto is missing: install the apt package 'mosquitto'");
        Port = port ?? FreePort();
        var config = Path.Combine(_folder.FullName, "mosquitto.conf");
        File.WriteAllText(config, $"listener {Port} 127.0.0.1\nallow_anonymous true\npersistence false\n");
        _process = Process.Start(new ProcessStartInfo(program, ["-c", config]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    public int Port { get; }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
