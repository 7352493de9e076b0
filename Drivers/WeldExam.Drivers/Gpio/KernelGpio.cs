using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WeldExam.Drivers.Gpio;

/// <summary>The kernel's GPIO character device, version 2 of its interface (linux/gpio.h, Linux 5.10): numbers and structures, the same on x64 and arm64.</summary>
internal static partial class KernelGpio
{
    public const int MostLines = 64;
    public const int MostAttributes = 10;
    public const int ReadWriteCloseOnExec = 0x2 | 0x80000;

    public const uint GetLine = 0xC250B407;
    public const uint GetValues = 0xC010B40E;

    public const ulong Input = 1 << 2;
    public const ulong RisingEdge = 1 << 4;
    public const ulong FallingEdge = 1 << 5;
    public const ulong PullUp = 1 << 8;
    public const ulong PullDown = 1 << 9;
    public const ulong NoBias = 1 << 10;
    public const uint FlagsAttribute = 1;
    public const uint EventRising = 1;
    public const uint EventFalling = 2;

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int file, nuint request, ref LineRequest argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int file, nuint request, ref LineValues argument);

    /// <summary><c>struct gpio_v2_line_values</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct LineValues
    {
        public ulong Bits;
        public ulong Mask;
    }

    /// <summary><c>struct gpio_v2_line_config_attribute</c>: a value that differs for the lines of a mask.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct LineAttribute
    {
        public uint Id;
        public uint Padding;
        public ulong Value;
        public ulong Mask;
    }

    /// <summary><c>struct gpio_v2_line_config</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct LineConfig
    {
        public ulong Flags;
        public uint AttributeCount;
        public Padding Free;
        public Attributes Attributes;
    }

    /// <summary><c>struct gpio_v2_line_request</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct LineRequest
    {
        public Offsets Offsets;
        public Consumer Consumer;
        public LineConfig Config;
        public uint LineCount;
        public uint EventBufferSize;
        public Padding Free;
        public int File;
    }

    /// <summary><c>struct gpio_v2_line_event</c>, as read from a request's file.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct LineEvent
    {
        /// <summary>Nanoseconds of CLOCK_MONOTONIC, taken at the interrupt.</summary>
        public ulong Nanoseconds;
        public uint Id;
        public uint Offset;

        /// <summary>Of all lines of the request, from 1; a number left out is an event that the kernel's buffer lost.</summary>
        public uint Number;
        public uint LineNumber;
        private readonly EventPadding _free;
    }

    [InlineArray(MostLines)]
    public struct Offsets
    {
        private uint _first;
    }

    [InlineArray(32)]
    public struct Consumer
    {
        private byte _first;
    }

    [InlineArray(MostAttributes)]
    public struct Attributes
    {
        private LineAttribute _first;
    }

    [InlineArray(5)]
    public struct Padding
    {
        private uint _first;
    }

    [InlineArray(6)]
    private struct EventPadding
    {
        private uint _first;
    }
}
