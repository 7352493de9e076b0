using System.Diagnostics;
using System.Runtime.CompilerServices;
using WeldExam.EdgeGateway.Storage;
using WeldExam.Station.Storage;

namespace WeldExam.EdgeGateway.Tests.Storage;

/// <summary>This very program as a small child that uses a journal disk step by step and says what became of each.</summary>
internal static class DiskProbe
{
    private const string Variable = "WELDEXAM_DISK_PROBE";

    /// <summary>Runs the child on <paramref name="folder"/>, under <paramref name="tracer"/> with its arguments if one is given.</summary>
    public static async Task<string[]> RunAsync(string folder, params string[] tracer)
    {
        string[] command = [.. tracer, Environment.ProcessPath!];
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Variable] = folder;
        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEndAsync();
        var said = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode == 0, $"exit {child.ExitCode}: {await errors}");
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [ModuleInitializer]
    internal static void RunIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } folder)
            return;
        foreach (var line in Steps(folder))
            Console.WriteLine(line);
        Environment.Exit(0);
    }

    private static IEnumerable<string> Steps(string folder)
    {
        if (LinuxJournalDisk.Open(folder, out var disk) is { } closed)
        {
            yield return Line("open", closed);
            yield break;
        }

        yield return Line("create", disk!.Create("a.wxj", out var file));
        if (file is not null)
        {
            yield return Line("append", file.Append("block"u8));
            yield return Line("sync", file.Sync());
            file.Close();
        }

        yield return Line("replace", disk.Replace("b.cursor", "12"u8));
        disk.Dispose();
    }

    private static string Line(string step, StorageFault? fault) => fault is null ? $"{step}: done" : $"{step}: {fault.Operation} errno {fault.Errno}";
}
