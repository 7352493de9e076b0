namespace WeldExam.Contracts.Topics;

/// <summary>A station at an exam point, as topics name it.</summary>
public sealed record BoxAddress
{
    /// <exception cref="ArgumentException">A name that cannot stand in a topic.</exception>
    public BoxAddress(string point, string station)
    {
        Point = TopicLevel.Checked(point, nameof(point));
        Station = TopicLevel.Checked(station, nameof(station));
    }

    public string Point { get; }

    public string Station { get; }

    public override string ToString() => $"{Point}/{Station}";
}
