using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using WeldExam.Drivers.Lines;
using Xunit;

namespace WeldExam.Drivers.Tests.Lines;

/// <summary>No test machine has an RS-485 port: what can be proved is that structures and numbers are those of the kernel's headers.</summary>
public sealed class KernelLayoutTests
{
    [Fact]
    public async Task Structures_and_numbers_are_those_of_the_kernels_headers()
    {
        string[] ours =
        [
            $"GetTermios {Libc.GetTermios}",
            $"SetTermios {Libc.SetTermios}",
            $"GetTermios2 {Libc.GetTermios2}",
            $"SetTermios2 {Libc.SetTermios2}",
            $"GetSerial {Libc.GetSerial}",
            $"SetSerial {Libc.SetSerial}",
            $"SetRs485 {Libc.SetRs485}",
            $"Termios {Unsafe.SizeOf<Termios>()} {OffsetOf<Termios>("_outputSpeed")}",
            $"SerialStruct {Unsafe.SizeOf<SerialStruct>()} {OffsetOf<SerialStruct>("_flags")}",
            $"Rs485Struct {Unsafe.SizeOf<Rs485Struct>()} {OffsetOf<Rs485Struct>("_afterSend")}",
            $"LowLatency {Constant<SerialStruct>("LowLatency")}",
            $"Enabled {Constant<Rs485Struct>("Enabled")}",
            $"HighOnSend {Constant<Rs485Struct>("HighOnSend")}",
            $"HighAfterSend {Constant<Rs485Struct>("HighAfterSend")}",
            $"OtherSpeed {Constant<Termios>("OtherSpeed")}",
        ];
        Assert.Equal(ours, await FactsAsync());
    }

    private static long OffsetOf<T>(string field) => Marshal.OffsetOf<T>(field).ToInt64();

    private static long Constant<T>(string name) => Convert.ToInt64(
        typeof(T).GetField(name, BindingFlags.NonPublic | BindingFlags.Static)!.GetRawConstantValue(), CultureInfo.InvariantCulture);

    private static async Task<string[]> FactsAsync()
    {
        var program = Path.Combine(Path.GetTempPath(), $"weldexam-serial-layout-{Environment.ProcessId}");
        try
        {
            await RunAsync("gcc", "-Wall", "-Werror", "-o", program, Path.Combine(AppContext.BaseDirectory, "peers", "serial_layout.c"));
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
