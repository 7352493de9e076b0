namespace WeldExam.Uplink.Link;

/// <summary>The outcome of one attempt to connect.</summary>
/// <param name="IsConnected">Connected and every subscription granted.</param>
/// <param name="Reason">Why not, for people.</param>
public readonly record struct ConnectOutcome(bool IsConnected, string Reason)
{
    public static readonly ConnectOutcome Connected = new(IsConnected: true, string.Empty);

    public static ConnectOutcome Failed(string reason) => new(IsConnected: false, reason);
}

/// <summary>What became of one publish. Acknowledged means that the broker has it: never that anybody keeps it.</summary>
public enum PublishOutcome
{
    Acknowledged,

    /// <summary>The broker answered no.</summary>
    Refused,

    /// <summary>The link is gone: nobody knows.</summary>
    Lost,
}
