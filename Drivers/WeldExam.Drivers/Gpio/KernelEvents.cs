using System.Runtime.InteropServices;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Gpio;

/// <summary>The edges that a line request's file tells, with the kernel's own stamps. They wait in the kernel until they are read, so no thread of
/// ours stands between interrupt and stamp.</summary>
/// <param name="file">A request's file; owned by the caller.</param>
internal sealed class KernelEvents(int file)
{
    private const int AtOnce = 16;

    private readonly KernelGpio.LineEvent[] _events = new KernelGpio.LineEvent[AtOnce];
    private int _next;
    private int _count;
    private uint _last;

    /// <summary>Events that the kernel's buffer lost; their edges are found by their levels.</summary>
    public long Lost { get; private set; }

    /// <summary>The next edge; false when none waits.</summary>
    /// <exception cref="IOException">The chip is gone.</exception>
    public bool TryTake(out GpioEdge edge)
    {
        edge = default;
        if (_next == _count && !Fill())
            return false;
        ref readonly var told = ref _events[_next++];
        if (told.Id is not (KernelGpio.EventRising or KernelGpio.EventFalling))
            throw new IOException($"The kernel tells of an edge of kind {told.Id}.");
        Lost += told.Number - _last - 1;
        _last = told.Number;
        edge = new((int)told.Offset, new MonotonicTick((long)(told.Nanoseconds / 1000)), told.Id == KernelGpio.EventRising);
        return true;
    }

    private bool Fill()
    {
        var poll = new Libc.PollFile { File = file, Wanted = Libc.PollIn };
        var ready = Libc.Poll(ref poll, 1, 0);
        if (ready < 0 && Marshal.GetLastPInvokeError() != Libc.Interrupted)
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        if (ready <= 0)
            return false;
        if ((poll.Seen & Libc.PollIn) == 0)
            throw new IOException("The GPIO chip is gone.");
        var bytes = MemoryMarshal.AsBytes(_events.AsSpan());
        var length = Libc.Read(file, bytes, bytes.Length);
        if (length < 0)
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        var size = bytes.Length / AtOnce;
        if (length == 0 || length % size != 0)
            throw new IOException($"The kernel gave {length} bytes, which are no whole edges.");
        (_next, _count) = (0, (int)length / size);
        return true;
    }
}
