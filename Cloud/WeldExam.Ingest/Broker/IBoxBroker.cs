namespace WeldExam.Ingest.Broker;

/// <summary>The way back to the boxes.</summary>
public interface IBoxBroker
{
    /// <summary>Sends a receipt or a retained file; false when nobody can take it now. Nothing is lost by that: boxes ask again, files are issued anew.</summary>
    ValueTask<bool> SendAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancel);
}
