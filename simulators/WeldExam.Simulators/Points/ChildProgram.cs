using System.Diagnostics;

namespace WeldExam.Simulators.Points;

/// <summary>One of the product's programs as a child process; what it prints goes into a file, and it ends with its owner.</summary>
public sealed class ChildProgram : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();

    private ChildProgram(Process process, StreamWriter log, TimeProvider clock) => (_process, _log, _clock) = (process, log, clock);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a program.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="logFile">Where its output is appended.</param>
    /// <param name="clock">Real time.</param>
    public static ChildProgram Start(string path, IEnumerable<string> arguments, string logFile, TimeProvider clock)
    {
        var process = new Process
        {
            StartInfo = new(path, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true },
        };
        var child = new ChildProgram(process, new StreamWriter(logFile, append: true) { AutoFlush = true }, clock);
        process.OutputDataReceived += (_, line) => child.Log(line.Data);
        process.ErrorDataReceived += (_, line) => child.Log(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        return child;
    }

    /// <summary>Runs a program to its end and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is what it said.</exception>
    public static async Task<string> RunAsync(string path, IEnumerable<string> arguments, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(path, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        await process.WaitForExitAsync(cancel);
        var said = await output;
        return process.ExitCode == 0
            ? said
            : throw new InvalidOperationException($"{Path.GetFileName(path)} {string.Join(' ', arguments)} ended with {process.ExitCode}: {said}{await errors}");
    }

    /// <summary>Ends it as a power cut of the process would: SIGKILL, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Wire.NativeMethods.Kill(_process.Id, Wire.NativeMethods.SigTerm);
            using var patience = new CancellationTokenSource(Grace, _clock);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }

        _process.Dispose();
        await _log.DisposeAsync();
    }

    private void Log(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
            _log.WriteLine(line);
    }
}
