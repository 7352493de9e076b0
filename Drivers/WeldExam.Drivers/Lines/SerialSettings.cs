namespace WeldExam.Drivers.Lines;

/// <summary>How a serial port is set.</summary>
public sealed record SerialSettings
{
    /// <summary>Bits per second: one of <see cref="KnownBauds"/>.</summary>
    public int Baud { get; init; } = 9600;

    /// <summary>7 or 8.</summary>
    public int DataBits { get; init; } = 8;

    public SerialParity Parity { get; init; }

    /// <summary>1 or 2.</summary>
    public int StopBits { get; init; } = 1;

    public static IReadOnlyCollection<int> KnownBauds => Termios.Bauds;

    public override string ToString() => $"{Baud} {DataBits}{Parity.ToString()[0]}{StopBits}";
}
