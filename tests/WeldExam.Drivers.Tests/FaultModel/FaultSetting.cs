namespace WeldExam.Drivers.Tests.FaultModel;

/// <summary>What kind of line, and what its device is said to do. Times in microseconds.</summary>
internal sealed record FaultSetting
{
    private static readonly FaultKind[] Changes =
    [
        FaultKind.Drop, FaultKind.DuplicateBytes, FaultKind.FlipOne, FaultKind.FlipMany, FaultKind.Burst, FaultKind.NoiseBefore,
        FaultKind.NoiseAfter, FaultKind.NoiseInside, FaultKind.Truncated,
    ];

    // Modbus TCP carries no check sum of its own: TCP keeps the bytes, so only whole answers go wrong.
    public static readonly FaultSetting Rtu = new() { Kinds = [.. Enum.GetValues<FaultKind>().Except([FaultKind.WrongId, FaultKind.BadHeader])] };

    public static readonly FaultSetting RtuOverTcp = Rtu with { IsStream = true };

    public static readonly FaultSetting Tcp = new()
    {
        IsTcp = true,
        IsStream = true,
        ByteTime = 0,
        Kinds = [.. Enum.GetValues<FaultKind>().Except([.. Changes, FaultKind.None])],
    };

    public bool IsTcp { get; init; }

    /// <summary>Bytes arrive together.</summary>
    public bool IsStream { get; init; }

    public bool Echoes { get; init; }

    public int Pipelining { get; init; } = 1;

    /// <summary>11 bits at 19200 Bd.</summary>
    public long ByteTime { get; init; } = 573;

    public long ResponseTimeout { get; init; } = 100_000;

    /// <summary>What the device's profile states, truly.</summary>
    public long LongestAnswer { get; init; } = 300_000;

    /// <summary>What the client believes of it; anything less takes its quarantine away.</summary>
    public long ToldLongestAnswer { get; init; } = 300_000;

    public int FaultPercent { get; init; } = 60;

    public required FaultKind[] Kinds { get; init; }
}
