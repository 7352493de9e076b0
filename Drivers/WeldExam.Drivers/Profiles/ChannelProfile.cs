namespace WeldExam.Drivers.Profiles;

/// <summary>One signal of a device. Values are integers in the device's resolution, never floating point.</summary>
public sealed record ChannelProfile
{
    public required ChannelName Name { get; init; }

    public required ChannelKind Kind { get; init; }

    public required RegisterKind From { get; init; }

    /// <summary>First register or bit, counted from zero as on the wire.</summary>
    public required ushort Address { get; init; }

    public RegisterFormat Format { get; init; }

    public WordOrder WordOrder { get; init; }

    /// <summary>0–15, of a switched signal inside a register.</summary>
    public int? Bit { get; init; }

    /// <summary>The field of a register that <see cref="RegisterFormat.Bits"/> takes for a number.</summary>
    public ushort? Mask { get; init; }

    public ChannelScale Scale { get; init; } = new(1, 0, Rounding.Nearest);

    public LinearSpan? Linear { get; init; }

    public CurrentLoop? Loop { get; init; }

    /// <summary>Symbol of the unit, such as <c>V</c>; empty for switched signals.</summary>
    public string Unit { get; init; } = "";

    public ValidRange? Valid { get; init; }

    /// <summary>The raw value by which the model says that it has none.</summary>
    public long? ErrorValue { get; init; }

    public Polarity Polarity { get; init; }

    public ChannelUncertainty Uncertainty { get; init; }

    /// <summary>How often the model renews the value itself: polled faster it only repeats.</summary>
    public TimeRange Refresh { get; init; }

    /// <summary>From the event at the terminals to its showing in the register.</summary>
    public TimeRange Delay { get; init; }

    public PoweredBy PoweredBy { get; init; }

    /// <summary>Registers or bits that the signal occupies.</summary>
    public int Width => Format is RegisterFormat.U32 or RegisterFormat.S32 or RegisterFormat.Float ? 2 : 1;
}
