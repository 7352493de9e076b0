namespace WeldExam.Drivers.Lines;

/// <summary>How a serial port is set.</summary>
public sealed record SerialSettings
{
    public const int SlowestBaud = 300;
    public const int FastestBaud = 4_000_000;

    /// <summary>Bits per second, <see cref="SlowestBaud"/> to <see cref="FastestBaud"/>. One that the port cannot run at within 2 % is
    /// refused when the port is opened.</summary>
    public int Baud { get; init; } = 9600;

    /// <summary>7 or 8.</summary>
    public int DataBits { get; init; } = 8;

    public SerialParity Parity { get; init; }

    /// <summary>1 or 2.</summary>
    public int StopBits { get; init; } = 1;

    /// <summary>The port turns an RS-485 bus by its RTS line; null where the adapter turns it by itself, as most USB ones do.</summary>
    public Rs485? Rs485 { get; init; }

    /// <summary>Whether such a setting can exist at all.</summary>
    public bool IsPossible =>
        Baud is >= SlowestBaud and <= FastestBaud && DataBits is 7 or 8 && StopBits is 1 or 2 && Rs485 is null or { IsPossible: true };

    public override string ToString() => $"{Baud} {DataBits}{Parity.ToString()[0]}{StopBits}{(Rs485 is null ? "" : " RS-485")}";
}
