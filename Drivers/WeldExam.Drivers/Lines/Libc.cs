using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace WeldExam.Drivers.Lines;

/// <summary>What the serial port needs of libc. Numbers are Linux's asm-generic ones, the same on x64 and arm64.</summary>
internal static partial class Libc
{
    public const int ReadWriteNoTtyNonBlockingCloseOnExec = 0x2 | 0x100 | 0x800 | 0x80000;
    public const int LockExclusiveNonBlocking = 2 | 4;
    public const int Unlock = 8;

    public const int Interrupted = 4;
    public const int TryAgain = 11;

    public const uint GetTermios = 0x5401;
    public const uint SetTermios = 0x5402;
    public const uint GetTermios2 = 0x802C542A;
    public const uint SetTermios2 = 0x402C542B;
    public const uint GetSerial = 0x541E;
    public const uint SetSerial = 0x541F;
    public const uint SetRs485 = 0x542F;
    public const uint FlushQueues = 0x540B;
    public const uint Exclusive = 0x540C;
    public const nint FlushInput = 0;
    public const nint FlushBoth = 2;

    public const short PollIn = 1;
    public const short PollBroken = 0x8 | 0x10 | 0x20; // POLLERR, POLLHUP, POLLNVAL

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int file, Span<byte> into, nint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int file, ReadOnlySpan<byte> bytes, nint length);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref PollFile file, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "ppoll", SetLastError = true)]
    public static partial int Poll(ref PollFile file, nuint count, in TimeSpec time, nint signals);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int file, int operation);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int file, nuint request, ref Termios argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int file, nuint request, ref SerialStruct argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int file, nuint request, ref Rs485Struct argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int file, nuint request, nint argument);

    [StructLayout(LayoutKind.Sequential)]
    public struct PollFile
    {
        public int File;
        public short Wanted;
        public short Seen;
    }

    [StructLayout(LayoutKind.Sequential)]
    public readonly struct TimeSpec(TimeSpan span)
    {
        private readonly nint _seconds = (nint)(span.Ticks / TimeSpan.TicksPerSecond);
        private readonly nint _nanoseconds = (nint)(span.Ticks % TimeSpan.TicksPerSecond * 100);
    }
}
