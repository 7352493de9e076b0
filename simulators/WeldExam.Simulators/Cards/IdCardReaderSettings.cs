using System.Collections.Immutable;

namespace WeldExam.Simulators.Cards;

/// <summary>How one reader is set up.</summary>
public sealed record IdCardReaderSettings
{
    /// <summary>16 bytes as on the wire: 2, 2, 4, 4, 4 little-endian, read as "%02d%02d%08d%010d%010d".</summary>
    public ImmutableArray<byte> SamId { get; init; } =
        [0x05, 0x00, 0x01, 0x00, 0x75, 0x3A, 0x34, 0x01, 0xD2, 0x02, 0x96, 0x49, 0xF7, 0xB5, 0xE5, 0x42];

    /// <summary>Time the chip takes for text and photo; field time-outs allow 2 s.</summary>
    public TimeSpan ReadTime { get; init; } = TimeSpan.FromMilliseconds(600);
}
