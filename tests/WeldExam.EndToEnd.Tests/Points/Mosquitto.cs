using System.Net.Sockets;
using WeldExam.Simulators.Points;

namespace WeldExam.EndToEnd.Tests.Points;

/// <summary>A real MQTT broker that is not ours, on a port of loopback.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    private const string Program = "/usr/sbin/mosquitto";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly ChildProgram _broker;

    private Mosquitto(ChildProgram broker, int port) => (_broker, Port) = (broker, port);

    public int Port { get; }

    public static async Task<Mosquitto> StartAsync(string folder, CancellationToken cancel)
    {
        Assert.True(File.Exists(Program), $"{Program} is missing: apt-get install mosquitto");
        var port = ExamPoint.FreePort();
        var config = Path.Combine(folder, "mosquitto.conf");
        await File.WriteAllTextAsync(config, $"listener {port} 127.0.0.1\nallow_anonymous true\n", cancel);
        var started = new Mosquitto(ChildProgram.Start(Program, ["-c", config], Path.Combine(folder, "mosquitto.log"), TimeProvider.System), port);
        while (!await AnswersAsync(port, cancel))
        {
            Assert.False(started._broker.HasExited, await File.ReadAllTextAsync(Path.Combine(folder, "mosquitto.log"), cancel));
            await Task.Delay(Look, TimeProvider.System, cancel);
        }

        return started;
    }

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancel)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync("127.0.0.1", port, cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
