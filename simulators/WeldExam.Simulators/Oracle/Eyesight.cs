namespace WeldExam.Simulators.Oracle;

/// <summary>How fine the station's instruments see, as their papers state it. It never changes what the oracle holds for true,
/// only where it says "too close to call".</summary>
public sealed record Eyesight
{
    public TimeSpan MeterPoll { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long the meter shows one mean value.</summary>
    public TimeSpan MeterRefresh { get; init; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan MeterDelay { get; init; } = TimeSpan.FromMilliseconds(70);

    public TimeSpan InputPoll { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan InputDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest that one question and its answer take on the wire.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long the electrode touches at a strike: contact, which is neither arc nor idle.</summary>
    public TimeSpan Contact { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>Part of a reading by which the meter may be off.</summary>
    public double OfReading { get; init; } = 0.01;

    /// <summary>Amperes and volts by which it may be off besides.</summary>
    public double Absolute { get; init; } = 0.02;

    /// <summary>How well a change of what the meter shows can be placed.</summary>
    public TimeSpan MeterEdge => MeterPoll + MeterRefresh + MeterDelay;

    /// <summary>How well the begin or end of an arc can be placed.</summary>
    public TimeSpan ArcEdge => MeterEdge + Contact;

    /// <summary>How well the length of an arc, or of the break between two, can be told: one of its ends is a strike.</summary>
    public TimeSpan ArcLength => (2 * MeterEdge) + Contact;

    /// <summary>How well a switched input's edge can be placed.</summary>
    public TimeSpan InputEdge => InputPoll + InputDelay + Answer;
}
