namespace WeldExam.Drivers.Modbus;

/// <summary>How a link behaves under load and when its line is down.</summary>
public sealed record ModbusLinkOptions
{
    /// <summary>How many writes and safety inputs may wait, and how many others; one more is answered <see cref="ModbusFailureKind.NotAsked"/>.</summary>
    public int QueueLength { get; init; } = 16;

    /// <summary>Pause after the first failed opening; it doubles with each further one, with up to half of it added at random.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>TCP: after so many silent transactions in a row the connection is taken for dead and made anew.</summary>
    public int SilentTransactions { get; init; } = 5;

    /// <summary>RTU: whether the adapter hears its own sending.</summary>
    public LineEcho Echo { get; init; }
}
