namespace WeldExam.Drivers.Lines;

/// <summary>The end of an operation on a line.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Count">Bytes moved.</param>
/// <param name="Cause">Why the line is down, for a technician; empty otherwise.</param>
public readonly record struct LineOutcome(LineEnd End, int Count, string Cause)
{
    public static LineOutcome Deadline { get; } = new(LineEnd.Deadline, 0, "");

    public static LineOutcome Done(int count) => new(LineEnd.Done, count, "");

    public static LineOutcome Down(string cause) => new(LineEnd.Down, 0, cause);
}
