namespace WeldExam.Drivers.IdCards;

/// <summary>Times of an SDT reader, as used in the field.</summary>
public sealed record IdCardReaderOptions
{
    public TimeSpan FindTimeout { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How late a reader may still answer; after a silence nothing is sent before that.</summary>
    public TimeSpan LongestAnswer { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Between two looks for a card.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Between two looks whether a card that was read is still there.</summary>
    public TimeSpan WatchEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where the card's validity is dated: China has one civil time.</summary>
    public TimeSpan CivilOffset { get; init; } = TimeSpan.FromHours(8);
}
