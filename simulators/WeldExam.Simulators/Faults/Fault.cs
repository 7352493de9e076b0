namespace WeldExam.Simulators.Faults;

/// <summary>What can be wrong with a simulated device, switchable while it runs.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>Takes requests and never answers.</summary>
    public sealed record Silent : Fault;

    /// <summary>Answers this much later and is busy meanwhile; the next request waits.</summary>
    public sealed record Delayed(TimeSpan By) : Fault;

    /// <summary>Answers this much later, meant to be past the client's time-out, while newer requests are taken: a stale answer on the wire.</summary>
    public sealed record Late(TimeSpan By) : Fault;

    /// <summary>Does not answer every n-th request.</summary>
    public sealed record DropEvery(int Count) : Fault;

    /// <summary>One byte of every answer is hit: RTU and card frames fail their checksum; on TCP, which has its own, the protocol id is wrong.</summary>
    public sealed record Noise : Fault;

    /// <summary>2–8 stray bytes before every answer; on Modbus TCP a whole answer of an unknown transaction.</summary>
    public sealed record Junk : Fault;

    /// <summary>Every request gets this exception (Modbus) or SW3 (card reader).</summary>
    public sealed record Refusing(byte Code) : Fault;

    /// <summary>The adapter is pulled: the pty and its symlink are gone, or the TCP port refuses. Every device of that link is off with it.</summary>
    public sealed record Unplugged : Fault;

    /// <summary>Answers on time, but the values no longer change.</summary>
    public sealed record Frozen : Fault;
}
