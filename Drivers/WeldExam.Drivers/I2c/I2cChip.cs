namespace WeldExam.Drivers.I2c;

/// <summary>A chip and how it is set up, as its profile says.</summary>
public sealed record I2cChip(I2cChipKind Kind)
{
    /// <summary>Full scale of an ADS1115.</summary>
    public Ads1115Range Range { get; init; } = Ads1115Range.V2048;

    /// <summary>Samples a second of an ADS1115.</summary>
    public Ads1115Rate Rate { get; init; } = Ads1115Rate.Sps128;

    /// <summary>Pins of an MCP23017 that get a pull-up, one bit each.</summary>
    public ushort PullUps { get; init; }
}
