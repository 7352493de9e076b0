namespace WeldExam.Drivers.Gpio;

/// <summary>One input line.</summary>
/// <param name="Channel">What the station calls the line: its number as text.</param>
/// <param name="Line">Offset on the chip.</param>
public sealed record GpioInput(ChannelName Channel, int Line)
{
    public GpioBias Bias { get; init; }

    /// <summary>How long a level must rest before it counts. The change then carries the time of its first edge.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(20);
}
