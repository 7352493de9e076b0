namespace WeldExam.Contracts.Topics;

/// <summary>Topic filters for subscriptions.</summary>
public static class BoxFilters
{
    public const string EveryJournal = $"{BoxTopic.Root}/+/+/journal/+";
    public const string EveryStatus = $"{BoxTopic.Root}/+/+/status";
    public const string EveryReadiness = $"{BoxTopic.Root}/+/+/readiness";
    public const string EveryLive = $"{BoxTopic.Root}/+/+/live";

    /// <summary>Replicas of the centre share the journals; never anything retained.</summary>
    public const string SharedJournals = $"$share/centre/{EveryJournal}";

    public static string Receipts(BoxAddress address) => new AckTopic(address).ToString();

    /// <summary>Every file issued to one station.</summary>
    public static string Issued(BoxAddress address) => $"{BoxTopic.Root}/{address.Point}/{address.Station}/issue/+/+";
}
