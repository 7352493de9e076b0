using WeldExam.Drivers.I2c;
using WeldExam.Drivers.Lines;

namespace WeldExam.Drivers.Profiles;

/// <summary>How the model is reached as it leaves the factory; a station's configuration may say otherwise.
/// <see cref="Serial"/> is set for <see cref="LinkKind.Rtu"/>, <see cref="TcpPort"/> for <see cref="LinkKind.Tcp"/>.</summary>
public sealed record LinkProfile(LinkKind Kind, byte Unit, SerialSettings? Serial, int? TcpPort)
{
    /// <summary>Set for <see cref="LinkKind.I2c"/>.</summary>
    public I2cChip? Chip { get; init; }
}
