using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Lines;

/// <summary>Waits until something has come over a line; for one reader at a time.</summary>
public interface ILineWait : IDisposable
{
    /// <summary>Returns when <paramref name="file"/> has bytes or has hung up, at <paramref name="until"/>, or for no reason: who waits looks
    /// again.</summary>
    ValueTask ForBytesAsync(int file, MonotonicTick until, CancellationToken cancel);

    /// <summary>Ends the wait: the file is being closed.</summary>
    void Wake();
}
