namespace WeldExam.Station.Storage;

/// <summary>The disk refused something.</summary>
/// <param name="Operation">create, append, sync, read, replace.</param>
/// <param name="File">The file.</param>
/// <param name="Errno">The system's error number; 0 where there is none.</param>
/// <param name="Reason">The system's words.</param>
public sealed record StorageFault(string Operation, string File, int Errno, string Reason)
{
    public override string ToString() => $"{Operation} {File}: {Reason} (errno {Errno})";
}
