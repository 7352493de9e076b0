using System.Runtime.InteropServices;

namespace WeldExam.Drivers.Lines;

/// <summary>The kernel's <c>struct serial_struct</c> on 64-bit machines, 72 bytes. Only its flags are touched.</summary>
[StructLayout(LayoutKind.Explicit, Size = 72)]
internal struct SerialStruct
{
    private const int LowLatency = 1 << 13;

    [FieldOffset(16)]
    private int _flags;

    public readonly bool HasLowLatency => (_flags & LowLatency) != 0;

    /// <summary>Asks the driver to hand over bytes as they come instead of gathering them (16 ms on an FTDI adapter).</summary>
    public void AskForLowLatency() => _flags |= LowLatency;
}
