namespace WeldExam.Drivers.Lines;

/// <summary>How the kernel turns an RS-485 bus with the port's RTS line (Linux <c>struct serial_rs485</c>).</summary>
public sealed record Rs485
{
    /// <summary>RTS is high while sending; false for a transceiver wired the other way round.</summary>
    public bool RtsOnSend { get; init; } = true;

    /// <summary>From driving the bus to the first bit, 0–100 ms.</summary>
    public int DelayBeforeSend { get; init; }

    /// <summary>From the last bit to letting go of the bus, 0–100 ms; too long a time cuts off an answer's beginning.</summary>
    public int DelayAfterSend { get; init; }

    internal bool IsPossible => DelayBeforeSend is >= 0 and <= 100 && DelayAfterSend is >= 0 and <= 100;
}
