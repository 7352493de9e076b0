using System.Runtime.InteropServices;

namespace WeldExam.Simulators.Wire;

/// <summary>SIGIO of this process. Registered once and never given back: an unhandled one, arriving late from a closed pty, would end the process.</summary>
internal static class PtySignal
{
    private const PosixSignal InputPossible = (PosixSignal)29; // SIGIO on Linux

    private static readonly PosixSignalRegistration Registration = PosixSignalRegistration.Create(InputPossible, Pass);

    /// <summary>Some pty of this process may have something to read.</summary>
    public static event EventHandler? Arrived;

    /// <summary>Takes the signal over, before the first pty asks for it.</summary>
    public static void Enable() => GC.KeepAlive(Registration);

    private static void Pass(PosixSignalContext context)
    {
        context.Cancel = true;
        Arrived?.Invoke(null, EventArgs.Empty);
    }
}
