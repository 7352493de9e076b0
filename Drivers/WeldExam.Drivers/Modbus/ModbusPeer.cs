namespace WeldExam.Drivers.Modbus;

/// <summary>One device on a bus, as its client must know it.</summary>
/// <param name="Device">The station's name for it.</param>
/// <param name="Unit">1–247 on a serial line; behind TCP often 1, 0 or 255.</param>
public sealed record ModbusPeer(DeviceName Device, byte Unit)
{
    /// <summary>From the end of the request to the end of the answer; what comes later is no answer.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How late the device may still speak. After a fault a serial line is drained this long before anything is sent again.</summary>
    public TimeSpan LongestAnswer { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Silence the device wants before a request, beyond t3.5.</summary>
    public TimeSpan Gap { get; init; }

    /// <summary>How often a read, or a write marked idempotent, is tried again within its deadline.</summary>
    public int Retries { get; init; }

    /// <summary>What it reads is a safety input (emergency stop, door, residual current): it is asked before all that is not.</summary>
    public bool IsSafetyInput { get; init; }

    /// <summary>Modbus TCP: how many transactions the device takes at once, 1–16. More than one only where its profile says so: many devices
    /// drop or mix up what they get while they are busy.</summary>
    public int Pipelining { get; init; } = 1;
}
