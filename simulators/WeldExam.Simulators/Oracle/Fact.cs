namespace WeldExam.Simulators.Oracle;

/// <summary>Something that is so or is not, and whether an instrument of the station's fineness could fail to tell.</summary>
/// <param name="IsSo">What really is.</param>
/// <param name="IsTooClose">The truth lies closer to the limit than the instruments tell: a judge may not know, but may never say the opposite.</param>
public readonly record struct Fact(bool IsSo, bool IsTooClose)
{
    public static Fact Plain(bool isSo) => new(isSo, false);

    /// <summary><paramref name="value"/> reaches <paramref name="limit"/>, where both stand within <paramref name="doubt"/>.</summary>
    public static Fact AtLeast(TimeSpan value, TimeSpan limit, TimeSpan doubt) => new(value >= limit, (value - limit).Duration() <= doubt);

    public static Fact operator !(Fact fact) => fact with { IsSo = !fact.IsSo };

    /// <summary>Surely wrong if one is surely wrong.</summary>
    public static Fact operator &(Fact left, Fact right) =>
        left.IsSurely(false) || right.IsSurely(false) ? Plain(false) : new(left.IsSo && right.IsSo, left.IsTooClose || right.IsTooClose);

    /// <summary>Surely so if one is surely so.</summary>
    public static Fact operator |(Fact left, Fact right) => !(!left & !right);

    /// <summary>The same with further doubt.</summary>
    public Fact Unless(bool doubtful) => this with { IsTooClose = IsTooClose || doubtful };

    private bool IsSurely(bool so) => IsSo == so && !IsTooClose;
}
