using System.Runtime.InteropServices;

namespace WeldExam.Drivers.Lines;

/// <summary>Makes an opened device file into the port that was asked for, and looks whether it is.</summary>
internal static class PortSetup
{
    /// <summary>Sets the port.</summary>
    /// <returns>Why it cannot be had so; empty when it can.</returns>
    public static string Prepare(int file, SerialSettings settings)
    {
        // TIOCEXCL does not bind root, so the port is also locked.
        if (Libc.Lock(file, Libc.LockExclusiveNonBlocking) != 0)
            return $"in use by another process: {LastError()}";
        if (Libc.Control(file, Libc.Exclusive, 0) != 0)
            return $"cannot be had alone: {LastError()}";
        var raw = Termios.Raw(settings);
        if (Libc.Control(file, Termios.HasCode(settings.Baud) ? Libc.SetTermios : Libc.SetTermios2, ref raw) != 0)
            return $"cannot be set to {settings}: {LastError()}";
        var hasUart = HasUart(file);
        if (Differs(file, raw, settings, hasUart) is { Length: > 0 } difference)
            return difference;
        if (settings.Rs485 is { } wish && Turn(file, wish) is { Length: > 0 } refusal)
            return refusal;
        return Libc.Control(file, Libc.FlushQueues, Libc.FlushBoth) != 0 ? $"cannot be flushed: {LastError()}" : "";
    }

    // A driver takes what it can of a setting and reports success (tcsetattr(3)): only reading back tells.
    private static string Differs(int file, Termios asked, SerialSettings settings, bool hasUart)
    {
        var real = default(Termios);
        if (Libc.Control(file, Termios.HasCode(settings.Baud) ? Libc.GetTermios : Libc.GetTermios2, ref real) != 0)
            return $"does not tell how it is set: {LastError()}";
        if (!real.RunsAt(settings.Baud))
            return $"cannot be set to {settings}: it runs at {real.Speed}";

        // A pseudo terminal always has eight bits and no parity, for it has no bits.
        return hasUart && !real.HasFormatOf(asked) ? $"cannot be set to {settings}: other data bits, parity or stop bits" : "";
    }

    // Low latency is a wish: what knows nothing of it, or may not change it, works all the same.
    private static bool HasUart(int file)
    {
        var serial = default(SerialStruct);
        if (Libc.Control(file, Libc.GetSerial, ref serial) != 0)
            return false;
        if (!serial.HasLowLatency)
        {
            serial.AskForLowLatency();
            _ = Libc.Control(file, Libc.SetSerial, ref serial);
        }

        return true;
    }

    private static string Turn(int file, Rs485 wish)
    {
        var turn = new Rs485Struct(wish);
        if (Libc.Control(file, Libc.SetRs485, ref turn) != 0)
            return $"cannot turn an RS-485 bus: {LastError()}. Where the adapter does so by itself, leave rs485 out";
        return turn.Does(wish) ? "" : "cannot turn an RS-485 bus as asked: its RTS line has the other sense";
    }

    private static string LastError() => Marshal.GetLastPInvokeErrorMessage();
}
