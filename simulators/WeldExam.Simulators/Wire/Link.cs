namespace WeldExam.Simulators.Wire;

/// <summary>A place where clients reach one or more simulated devices.</summary>
public abstract class Link : IAsyncDisposable
{
    private protected Link()
    {
    }

    /// <summary>What the gateway's configuration must name: a path, or host:port.</summary>
    public abstract string Address { get; }

    /// <summary>Takes the link away, as by pulling the plug; harmless when it is gone already.</summary>
    public abstract void Unplug();

    /// <summary>Puts it back at the same address; harmless when it is there already.</summary>
    public abstract void Plug();

    public abstract ValueTask DisposeAsync();
}
