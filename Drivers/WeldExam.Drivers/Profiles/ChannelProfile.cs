using System.Collections.Immutable;

namespace WeldExam.Drivers.Profiles;

/// <summary>One signal of a device. Values are integers in the device's resolution, never floating point. From the registers to the value:
/// error values, mask and shift, open loop, straight line, scale, offset, calibration, clamp, valid range.</summary>
public sealed record ChannelProfile
{
    public required ChannelName Name { get; init; }

    public required ChannelKind Kind { get; init; }

    public required RegisterKind From { get; init; }

    /// <summary>First register or bit, counted from zero as on the wire.</summary>
    public required ushort Address { get; init; }

    public RegisterFormat Format { get; init; }

    /// <summary>Registers of a <see cref="RegisterFormat.Bcd"/> or <see cref="RegisterFormat.String"/>; other formats know their own.</summary>
    public int Length { get; init; } = 1;

    public WordOrder WordOrder { get; init; }

    public ByteOrder ByteOrder { get; init; }

    /// <summary>0–15, of a switched signal inside a register.</summary>
    public int? Bit { get; init; }

    /// <summary>The field that is taken for a number: required by <see cref="RegisterFormat.Bits"/>, possible with the unsigned formats.</summary>
    public ulong? Mask { get; init; }

    /// <summary>How far the field under <see cref="Mask"/> is shifted down; as far as the mask's lowest bit unless stated.</summary>
    public int? Shift { get; init; }

    public ChannelScale Scale { get; init; } = new(1, 0, Rounding.Nearest);

    /// <summary>Added after the scale, in channel resolution.</summary>
    public long Offset { get; init; }

    public LinearSpan? Linear { get; init; }

    public CurrentLoop? Loop { get; init; }

    public CalibrationCurve? Calibration { get; init; }

    public ClampBand? Clamp { get; init; }

    /// <summary>Symbol of the unit, such as <c>V</c>; empty for switched signals.</summary>
    public string Unit { get; init; } = "";

    public Waveform Waveform { get; init; }

    public ValidRange? Valid { get; init; }

    /// <summary>Raw contents by which the model says that it has no value, as a signed number or as the bare bits.</summary>
    public ImmutableArray<long> ErrorValues { get; init; } = [];

    public Polarity Polarity { get; init; }

    public ChannelUncertainty Uncertainty { get; init; }

    /// <summary>How often the model renews the value itself: polled faster it only repeats.</summary>
    public TimeRange Refresh { get; init; }

    /// <summary>From the event at the terminals to its showing in the register.</summary>
    public TimeRange Delay { get; init; }

    public PoweredBy PoweredBy { get; init; }

    /// <summary>Null for the device's own period.</summary>
    public TimeSpan? Period { get; init; }

    public StuckReading? Stuck { get; init; }

    /// <summary>Registers or bits that the signal occupies.</summary>
    public int Width => Format switch
    {
        RegisterFormat.U32 or RegisterFormat.S32 or RegisterFormat.Float => 2,
        RegisterFormat.U64 or RegisterFormat.S64 or RegisterFormat.Double => 4,
        RegisterFormat.Bcd or RegisterFormat.String => Length,
        _ => 1,
    };

    public RegisterArea Area => new(From, Address, Width);
}
