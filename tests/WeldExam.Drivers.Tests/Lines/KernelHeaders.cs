using System.Diagnostics;
using Xunit;

namespace WeldExam.Drivers.Tests.Lines;

/// <summary>What a small C program of tests/peers prints that was compiled with the kernel's own headers.</summary>
internal static class KernelHeaders
{
    public static async Task<string[]> FactsAsync(string source)
    {
        var program = Path.Combine(Path.GetTempPath(), $"weldexam-{Path.GetFileNameWithoutExtension(source)}-{Environment.ProcessId}");
        try
        {
            await RunAsync("gcc", "-Wall", "-Werror", "-o", program, Path.Combine(AppContext.BaseDirectory, "peers", source));
            return (await RunAsync(program)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(program);
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {errors}");
        return output;
    }
}
