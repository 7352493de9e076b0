namespace WeldExam.Drivers.Profiles;

/// <summary>A run of registers or bits of one table.</summary>
public readonly record struct RegisterArea(RegisterKind From, int Address, int Count)
{
    public int End => Address + Count;

    public bool Touches(RegisterArea other) => From == other.From && Address < other.End && other.Address < End;

    public override string ToString() => $"{From} {Address}–{End - 1}";
}
