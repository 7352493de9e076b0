using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Gpio;

/// <summary>The claimed input lines of one chip. Faults of chip, library or line are thrown as <see cref="IOException"/> and its kind; then the lines are
/// claimed anew.</summary>
public interface IGpioLines : IDisposable
{
    /// <summary>The next edge that was told, in order; false when none waits.</summary>
    bool TryTakeEdge(out GpioEdge edge);

    /// <summary>Reads all levels, in the order of the bank's inputs.</summary>
    void ReadLevels(Span<bool> levels);
}

/// <summary>One raw edge.</summary>
/// <param name="Line">Offset on the chip.</param>
/// <param name="At">When it was stamped: by the kernel at its interrupt, or when a driver told it.</param>
/// <param name="Level">High after it.</param>
public readonly record struct GpioEdge(int Line, MonotonicTick At, bool Level);
