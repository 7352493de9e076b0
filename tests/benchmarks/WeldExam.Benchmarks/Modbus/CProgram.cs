using System.Diagnostics;

namespace WeldExam.Benchmarks.Modbus;

/// <summary>A program in C against libmodbus, compiled here and now (Debian: gcc, libmodbus-dev).</summary>
internal sealed class CProgram : IDisposable
{
    private readonly string _path;
    private Process? _running;

    private CProgram(string path) => _path = path;

    public static CProgram Compile(string name)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("weldexam-c-").FullName, name);
        var source = Path.Combine(AppContext.BaseDirectory, "peers", name + ".c");
        using var compiler = Process.Start(new ProcessStartInfo(
            "gcc", ["-O2", "-o", path, source, "-I/usr/include/modbus", "-lmodbus"]) { UseShellExecute = false })!;
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? new CProgram(path) : throw new InvalidOperationException("gcc failed: apt-get install gcc libmodbus-dev");
    }

    /// <summary>Starts it and returns its first line; it runs until disposed.</summary>
    public string Start(params string[] arguments)
    {
        _running = Begin(arguments);
        return _running.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{_path} said nothing");
    }

    /// <summary>Ends the input of what <see cref="Start"/> began and returns the rest of what it says.</summary>
    public string[] Finish()
    {
        _running!.StandardInput.Close();
        return _running.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Runs it to its end and returns the numbers it printed.</summary>
    public double[] Run(params string[] arguments)
    {
        using var process = Begin(arguments);
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. text.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(double.Parse)]
            : throw new InvalidOperationException($"{_path} ended with {process.ExitCode}");
    }

    public void Dispose()
    {
        _running?.Kill();
        _running?.Dispose();
        Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
    }

    private Process Begin(string[] arguments) =>
        Process.Start(new ProcessStartInfo(_path, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
}
