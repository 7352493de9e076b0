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
        Assert.Equal(ours, await KernelHeaders.FactsAsync("serial_layout.c"));
    }

    private static long OffsetOf<T>(string field) => Marshal.OffsetOf<T>(field).ToInt64();

    private static long Constant<T>(string name) => Convert.ToInt64(
        typeof(T).GetField(name, BindingFlags.NonPublic | BindingFlags.Static)!.GetRawConstantValue(), CultureInfo.InvariantCulture);
}
