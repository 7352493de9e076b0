namespace WeldExam.Drivers.Outputs;

/// <summary>The wire of one declared output: the only way in which the product writes to a device of a station.</summary>
public interface IOutputPort
{
    /// <summary>Reads the real state; writes nothing.</summary>
    ValueTask<OutputReading> ReadAsync(CancellationToken cancel);

    /// <summary>Writes, then reads back. Nothing of the wire is thrown.</summary>
    ValueTask<OutputReading> SetAsync(bool on, CancellationToken cancel);
}
