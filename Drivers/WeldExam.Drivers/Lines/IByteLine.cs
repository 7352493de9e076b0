using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Lines;

/// <summary>A line of bytes to a device: a serial port or a TCP connection. One owner uses it; one reader and one writer may be at it at
/// the same time. Nothing of the wire is thrown:
/// outcomes are values. A line that is down can be opened again.</summary>
public interface IByteLine : IDisposable
{
    /// <summary>What logs call the line: a device file or <c>host:port</c>.</summary>
    string Name { get; }

    LineState State { get; }

    /// <summary>Opens the line, dropping what was open before. <see cref="LineEnd.Done"/> or <see cref="LineEnd.Down"/> with the cause.</summary>
    ValueTask<LineOutcome> OpenAsync(MonotonicTick deadline, CancellationToken cancel);

    /// <summary>Hands over all <paramref name="bytes"/>; they may still be on their way when it returns.</summary>
    ValueTask<LineOutcome> WriteAsync(ReadOnlyMemory<byte> bytes, MonotonicTick deadline, CancellationToken cancel);

    /// <summary>Waits until at least one byte has arrived and takes what there is. With a deadline that has passed it takes what already
    /// waits. <see cref="LineEnd.Deadline"/> means that nothing came.</summary>
    ValueTask<LineOutcome> ReadAsync(Memory<byte> into, MonotonicTick deadline, CancellationToken cancel);

    /// <summary>Throws away input that has arrived and was not read.</summary>
    void Discard();

    /// <summary>Closes; always returns at once, also after a hang-up with bytes unsent.</summary>
    void Close();
}
