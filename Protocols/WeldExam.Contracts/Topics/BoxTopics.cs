using WeldExam.Exam.Journal;

namespace WeldExam.Contracts.Topics;

/// <summary>The topics of one station of one box (docs/ARCHITECTURE.md, the wire to the centre). Point and station are names without / + #.</summary>
public readonly record struct BoxTopics(string Point, string Station)
{
    public const string Root = "weldexam/v1/box";

    /// <summary>Retained JSON; the will says that the box is gone.</summary>
    public string Status => $"{Root}/{Point}/{Station}/status";

    /// <summary>Retained JSON.</summary>
    public string Readiness => $"{Root}/{Point}/{Station}/readiness";

    /// <summary>JSON, once a second, QoS 0.</summary>
    public string Live => $"{Root}/{Point}/{Station}/live";

    /// <summary>Signed receipts from the centre.</summary>
    public string Ack => $"{Root}/{Point}/{Station}/ack";

    /// <summary>Everything the centre issues to this station, retained: <see cref="Issue"/>.</summary>
    public string IssueFilter => $"{Root}/{Point}/{Station}/issue/#";

    /// <summary>Signed blocks of one journal, one message each.</summary>
    public string Journal(JournalId journal) => $"{Root}/{Point}/{Station}/journal/{journal}";

    /// <summary>A signed file of that kind and name.</summary>
    public string Issue(string kind, string name) => $"{Root}/{Point}/{Station}/issue/{kind}/{name}";

    /// <summary>Every box's journals, for the centre.</summary>
    public const string AllJournals = $"{Root}/+/+/journal/+";

    public const string AllStatus = $"{Root}/+/+/status";

    public const string AllReadiness = $"{Root}/+/+/readiness";

    public const string AllLive = $"{Root}/+/+/live";

    /// <summary>Takes a box topic apart: point, station, and what follows.</summary>
    public static bool TryParse(string topic, out BoxTopics box, out string rest)
    {
        (box, rest) = (default, "");
        var parts = topic.Split('/', 6);
        if (parts is not ["weldexam", "v1", "box", { Length: > 0 } point, { Length: > 0 } station, { Length: > 0 } tail])
            return false;
        (box, rest) = (new(point, station), tail);
        return true;
    }

    /// <summary>The journal that a topic's rest names.</summary>
    public static bool TryParseJournal(string rest, out JournalId journal)
    {
        const string prefix = "journal/";
        journal = default;
        if (!rest.StartsWith(prefix, StringComparison.Ordinal) || !Guid.TryParseExact(rest.AsSpan(prefix.Length), "N", out var id))
            return false;
        journal = new(id);
        return true;
    }
}
