using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WeldExam.Drivers.Lines;

/// <summary>The kernel's <c>struct serial_rs485</c>: flags, two delays in milliseconds, 20 bytes kept free.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Rs485Struct
{
    private const uint Enabled = 1;
    private const uint HighOnSend = 2;
    private const uint HighAfterSend = 4;

    private readonly uint _flags;
    private readonly uint _beforeSend;
    private readonly uint _afterSend;
    private readonly Free _free;

    public Rs485Struct(Rs485 wish)
    {
        // What is sent is not received too: an echo would look like the answer to a write.
        _flags = Enabled | (wish.RtsOnSend ? HighOnSend : HighAfterSend);
        _beforeSend = (uint)wish.DelayBeforeSend;
        _afterSend = (uint)wish.DelayAfterSend;
    }

    /// <summary>The driver may change what it cannot do, and writes back what it does.</summary>
    public readonly bool Does(Rs485 wish) =>
        (_flags & Enabled) != 0 && (_flags & (HighOnSend | HighAfterSend)) == (wish.RtsOnSend ? HighOnSend : HighAfterSend);

    [InlineArray(5)]
    private struct Free
    {
        private uint _first;
    }
}
