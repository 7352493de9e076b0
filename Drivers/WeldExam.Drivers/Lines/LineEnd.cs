namespace WeldExam.Drivers.Lines;

/// <summary>How an operation on a line ended.</summary>
public enum LineEnd
{
    Done = 0,
    Deadline = 1,

    /// <summary>The line is not open, or hung up meanwhile.</summary>
    Down = 2,
}
