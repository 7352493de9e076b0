using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace WeldExam.Drivers.Tests.Lines;

/// <summary>A real pseudo terminal pair: the test holds the master, the line under test opens the slave.</summary>
internal sealed partial class Pty : IDisposable
{
    private int _master = -1;

    public Pty()
    {
        Assert(OpenPty(out _master, out var slave, 0, 0, 0) == 0);
        var name = new byte[64];
        Assert(Name(slave, name, name.Length) == 0);
        Path = System.Text.Encoding.ASCII.GetString(name).TrimEnd('\0');
        _ = Close(slave);
    }

    public string Path { get; }

    public void Send(params byte[] bytes) => Assert(Write(_master, bytes, bytes.Length) == bytes.Length);

    public byte[] Receive(int count)
    {
        var bytes = new byte[count];
        var filled = 0;
        while (filled < count)
        {
            var read = Read(_master, bytes.AsSpan(filled), count - filled);
            Assert(read > 0);
            filled += (int)read;
        }

        return bytes;
    }

    /// <summary>What has come, up to <paramref name="most"/> bytes; empty while nobody has the slave open. Waits while somebody has and says nothing.</summary>
    public byte[] TryReceive(int most)
    {
        var bytes = new byte[most];
        return bytes[..Math.Max(0, (int)Read(_master, bytes, most))];
    }

    /// <summary>How the slave is set, by glibc's own reading at the master: flags for output, control and local modes, and the speed's code.</summary>
    public (uint Output, uint Control, uint Local, uint Speed) Settings()
    {
        var termios = new uint[32];
        Assert(GetAttributes(_master, termios) == 0);
        return (termios[1], termios[2], termios[3], GetSpeed(termios));
    }

    /// <summary>Bits per second, as the kernel's termios2 says at the master.</summary>
    public int Baud()
    {
        var termios = new uint[11];
        Assert(Control(_master, 0x802C542A, termios) == 0);
        return (int)termios[10];
    }

    public void HangUp() => Dispose();

    public void Dispose()
    {
        if (_master >= 0)
            _ = Close(_master);
        _master = -1;
    }

    private static void Assert(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException($"pty: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "openpty", SetLastError = true)]
    private static partial int OpenPty(out int master, out int slave, nint name, nint termios, nint size);

    [LibraryImport("libc", EntryPoint = "ttyname_r")]
    private static partial int Name(int file, Span<byte> name, nint length);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int file, ReadOnlySpan<byte> bytes, nint length);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int file, Span<byte> bytes, nint length);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int GetAttributes(int file, Span<uint> termios);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int file, nuint request, Span<uint> termios);

    [LibraryImport("libc", EntryPoint = "cfgetospeed")]
    private static partial uint GetSpeed(ReadOnlySpan<uint> termios);
}
