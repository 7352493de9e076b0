using System.Collections.Immutable;

namespace WeldExam.Drivers.Profiles;

/// <summary>What the model bears in one read.</summary>
public sealed record ReadLimits
{
    public static readonly ReadLimits Protocol = new();

    /// <summary>1–125, the protocol's own limit.</summary>
    public int Registers { get; init; } = 125;

    /// <summary>1–2000 coils or discrete inputs.</summary>
    public int Bits { get; init; } = 2000;

    /// <summary>How many neighbours that no channel names may be read along between two that are wanted. Many models refuse the whole
    /// read for one register that they lack, so none unless the maker's sheet says otherwise.</summary>
    public int AcrossGaps { get; init; }

    /// <summary>What must never be asked for, alone or in passing: registers that clear on reading, say.</summary>
    public ImmutableArray<RegisterArea> Forbidden { get; init; } = [];

    /// <summary>Requests that may wait in the device at once; Modbus TCP only.</summary>
    public int Pipelining { get; init; } = 1;

    /// <summary>The longest read of a table.</summary>
    public int Of(RegisterKind from) => from is RegisterKind.Coil or RegisterKind.Discrete ? Bits : Registers;
}
