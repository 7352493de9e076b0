using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace WeldExam.Simulators.Wire;

/// <summary>A raw pty pair: we hold the master, the gateway opens the slave like a serial port.</summary>
/// <remarks>
/// The slave is held open here too: otherwise the master reads EIO whenever no client is there, and the raw mode is lost between clients.
/// Throws <see cref="Win32Exception"/> when the kernel gives no pty.
/// </remarks>
internal sealed class PseudoTerminal : IDisposable
{
    private const int TermiosRoom = 128; // struct termios is 60 bytes in glibc; it is only passed through
    private readonly Lock _gate = new();
    private int _master = -1;
    private int _slave = -1;

    public PseudoTerminal()
    {
        _master = Check(NativeMethods.OpenMaster(
            NativeMethods.ReadWrite | NativeMethods.NoControllingTerminal | NativeMethods.NonBlocking | NativeMethods.CloseOnExec));
        Check(NativeMethods.Grant(_master));
        Check(NativeMethods.Unlock(_master));
        Span<byte> name = stackalloc byte[128];
        if (NativeMethods.SlaveName(_master, name, (nuint)name.Length) is var error and not 0)
            throw new Win32Exception(error);
        Path = Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]);
        _slave = Check(NativeMethods.Open(
            Path, NativeMethods.ReadWrite | NativeMethods.NoControllingTerminal | NativeMethods.CloseOnExec));
        Span<byte> termios = stackalloc byte[TermiosRoom];
        Check(NativeMethods.GetAttributes(_slave, termios));
        NativeMethods.MakeRaw(termios);
        Check(NativeMethods.SetAttributes(_slave, 0, termios));
        Check(NativeMethods.Control(_master, NativeMethods.SetOwner, Environment.ProcessId));
        Check(NativeMethods.Control(_master, NativeMethods.SetFlags, NativeMethods.ReadWrite | NativeMethods.NonBlocking | NativeMethods.Asynchronous));
    }

    public string Path { get; }

    /// <summary>What has arrived, without waiting; 0 when nothing has, or after <see cref="Dispose"/>.</summary>
    public int Read(Span<byte> buffer)
    {
        lock (_gate)
        {
            if (_master < 0)
                return 0;
            var count = NativeMethods.Read(_master, buffer, (nuint)buffer.Length);
            return count >= 0 ? (int)count : Nothing(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>How many bytes went out; fewer than given when nobody reads and the kernel's buffer is full.</summary>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_master < 0)
                return bytes.Length;
            var count = NativeMethods.Write(_master, bytes, (nuint)bytes.Length);
            return count >= 0 ? (int)count : Nothing(Marshal.GetLastPInvokeError());
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_master < 0)
                return;
            _ = NativeMethods.Close(_slave);
            _ = NativeMethods.Close(_master);
            (_master, _slave) = (-1, -1);
        }
    }

    private static int Nothing(int error)
        => error is NativeMethods.TryAgain or NativeMethods.Interrupted ? 0 : throw new Win32Exception(error);

    private static int Check(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());
}
