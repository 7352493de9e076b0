using System.CommandLine;
using System.Net;
using System.Net.Sockets;

namespace WeldExam.Simulators.Cli;

/// <summary><c>weldexam-sim send PORT start candidate1</c>: one line to the control line of a running simulator.</summary>
internal static class SendCommand
{
    private const int Refused = 1;
    private static readonly Argument<int> Port = new("port") { Description = "Port of the control line" };
    private static readonly Argument<string[]> Words = new("words") { Description = "start NAME, do ACT, status, scripts, devices, truth", Arity = ArgumentArity.OneOrMore };

    public static Command Create()
    {
        var command = new Command("send", "Says one line to a running simulator.") { Port, Words };
        command.SetAction(SendAsync);
        return command;
    }

    private static async Task<int> SendAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, parsed.GetRequiredValue(Port), cancel);
        }
        catch (SocketException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return Refused;
        }

        var stream = client.GetStream();
        await using var writer = new StreamWriter(stream, leaveOpen: true) { AutoFlush = true };
        using var reader = new StreamReader(stream, leaveOpen: true);
        await writer.WriteLineAsync(string.Join(' ', parsed.GetRequiredValue(Words)).AsMemory(), cancel);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            Console.WriteLine(line);
            if (line == "ok")
                return 0;
            if (line.StartsWith("error", StringComparison.Ordinal))
                return Refused;
        }

        return Refused;
    }
}
