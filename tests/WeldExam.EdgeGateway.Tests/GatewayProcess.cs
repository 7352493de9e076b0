using System.Diagnostics;

namespace WeldExam.EdgeGateway.Tests;

/// <summary>The program itself over a station.yaml, asked over HTTP; killed by its id at the end.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private readonly Process _process;

    private GatewayProcess(Process process, Uri address) => (_process, Http) = (process, new() { BaseAddress = address });

    public HttpClient Http { get; }

    /// <param name="folder">Where it keeps its files.</param>
    /// <param name="station">Lines of its one station, called "3".</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="more">Lines of the box.</param>
    public static async Task<GatewayProcess> StartAsync(TempFolder folder, string station, CancellationToken cancel, string more = "")
    {
        await File.WriteAllTextAsync(
            folder.At("station.yaml"),
            $"gateway: 1\npoint: HB-0311-07\nbox: box-7\ndata: data\ndeviceKey: device.pem\nhttp: {{ port: 0 }}\nclock: holdover\nmode: practice\ntest: true\n{more}\nstations:\n  - name: \"3\"\n{station}\n",
            cancel);
        var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "weldexam.dll"), "gateway", "--config", folder.At("station.yaml")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        while (await process.StandardOutput.ReadLineAsync(cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, cancel) is { } line)
        {
            var at = line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal);
            if (at < 0)
                continue;
            _ = process.StandardOutput.ReadToEndAsync(cancel); // nobody reads on, and the pipe must not fill up
            return new(process, new(line[at..].Split(' ')[0]));
        }

        throw new InvalidOperationException($"the program ended with {process.ExitCode} and said no address");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
