using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WeldExam.EdgeGateway.Threads;

/// <summary>What waiting in the kernel needs of libc; numbers are the same on x64 and arm64.</summary>
internal static partial class Libc
{
    private const int NonBlockingCloseOnExec = 0x800 | 0x80000;
    private const int SetTimerSlack = 29;
    private const short Readable = 1;

    public static SafeFileHandle OpenEvent() => EventFile(0, NonBlockingCloseOnExec);

    public static void Signal(SafeFileHandle file) => _ = Write(file, 1, sizeof(ulong));

    public static void Drain(SafeFileHandle file) => _ = Read(file, out _, sizeof(ulong));

    public static int FileOf(SafeFileHandle file) => (int)file.DangerousGetHandle();

    /// <summary>The calling thread's sleeps end when they should, not up to 50 µs later (prctl(2), PR_SET_TIMERSLACK).</summary>
    public static void SleepExactly() => _ = Control(SetTimerSlack, 1, 0, 0, 0);

    /// <summary>How many of the first <paramref name="count"/> files have something to tell; 0 after <paramref name="longest"/>, negative when interrupted.</summary>
    public static int Poll(PollFile[] files, int count, TimeSpan longest) =>
        longest < TimeSpan.Zero ? Poll(files, (nuint)count, 0, 0) : Poll(files, (nuint)count, new TimeSpec(longest), 0);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial SafeFileHandle EventFile(uint start, int flags);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(SafeFileHandle file, in ulong count, nint length);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(SafeFileHandle file, out ulong count, nint length);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint first, nuint second, nuint third, nuint fourth);

    [LibraryImport("libc", EntryPoint = "ppoll")]
    private static partial int Poll([In, Out] PollFile[] files, nuint count, in TimeSpec time, nint signals);

    [LibraryImport("libc", EntryPoint = "ppoll")]
    private static partial int Poll([In, Out] PollFile[] files, nuint count, nint forEver, nint signals);

    [StructLayout(LayoutKind.Sequential)]
    public readonly struct PollFile(int file)
    {
        private readonly int _file = file;
        private readonly short _wanted = Readable;

        /// <summary>What the kernel saw: bytes, a hang-up, or that there is no such file.</summary>
        public readonly short Seen;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec(TimeSpan span)
    {
        private readonly nint _seconds = (nint)(span.Ticks / TimeSpan.TicksPerSecond);
        private readonly nint _nanoseconds = (nint)(span.Ticks % TimeSpan.TicksPerSecond * 100);
    }
}
