namespace WeldExam.Station.Files;

/// <summary>What became of an issued file.</summary>
public abstract record Adoption
{
    private Adoption()
    {
    }

    /// <summary>In force from now on, and on disk.</summary>
    public sealed record InForce : Adoption;

    /// <summary>It was in force already, or a later one is.</summary>
    public sealed record Known : Adoption;

    /// <summary>It cannot be used.</summary>
    public sealed record Refused(string Reason) : Adoption;
}
