using WeldExam.Contracts.Files;
using WeldExam.Exam.Journal;

namespace WeldExam.Contracts.Topics;

/// <summary>A topic of the name space <c>weldexam/v1/box</c>: what boxes claim, for the centre only. The hierarchy is closed.</summary>
/// <param name="Address">Whose.</param>
public abstract record BoxTopic(BoxAddress Address)
{
    internal const string Root = "weldexam/v1/box";

    /// <summary>The topic's levels after the station.</summary>
    protected abstract string Tail { get; }

    public sealed override string ToString() => $"{Root}/{Address.Point}/{Address.Station}/{Tail}";

    /// <summary>Reads a topic name; false for anything that is not exactly one of ours.</summary>
    public static bool TryParse(string name, out BoxTopic? topic)
    {
        topic = null;
        var levels = name.Split('/');
        if (levels is not ["weldexam", "v1", "box", var point, var station, ..] || !Array.TrueForAll(levels, level => TopicLevel.IsValid(level)))
            return false;
        var at = new BoxAddress(point, station);
        topic = levels[5..] switch
        {
            ["status"] => new StatusTopic(at),
            ["readiness"] => new ReadinessTopic(at),
            ["live"] => new LiveTopic(at),
            ["ack"] => new AckTopic(at),
            ["journal", var id] when Guid.TryParseExact(id, "N", out var journal) && !id.AsSpan().ContainsAnyInRange('A', 'F') => new JournalTopic(at, new(journal)),
            ["command", var command] => new CommandTopic(at, command),
            ["issue", var kind, var file] when FileKinds.TryParse(kind, out var known) => new IssueTopic(at, known, file),
            _ => null,
        };
        return topic is not null;
    }
}

/// <summary>Retained: boot, sequence, valid until; the will says gone.</summary>
public sealed record StatusTopic(BoxAddress Address) : BoxTopic(Address)
{
    protected override string Tail => "status";
}

/// <summary>Retained: readiness per task.</summary>
public sealed record ReadinessTopic(BoxAddress Address) : BoxTopic(Address)
{
    protected override string Tail => "readiness";
}

/// <summary>QoS 0, once a second, for dashboards.</summary>
public sealed record LiveTopic(BoxAddress Address) : BoxTopic(Address)
{
    protected override string Tail => "live";
}

/// <summary>QoS 1: signed blocks of one journal.</summary>
public sealed record JournalTopic(BoxAddress Address, JournalId Journal) : BoxTopic(Address)
{
    protected override string Tail => $"journal/{Journal}";
}

/// <summary>From the centre: signed receipts.</summary>
public sealed record AckTopic(BoxAddress Address) : BoxTopic(Address)
{
    protected override string Tail => "ack";
}

/// <summary>To the box.</summary>
public sealed record CommandTopic(BoxAddress Address, string Name) : BoxTopic(Address)
{
    public string Name { get; } = TopicLevel.Checked(Name, nameof(Name));

    protected override string Tail => $"command/{Name}";
}

/// <summary>From the centre, retained: a signed file. Read by an ordinary subscription, never a shared one (MQTT 5 §4.8.2).</summary>
public sealed record IssueTopic(BoxAddress Address, FileKind Kind, string Name) : BoxTopic(Address)
{
    public string Name { get; } = TopicLevel.Checked(Name, nameof(Name));

    protected override string Tail => $"issue/{FileKinds.Word(Kind)}/{Name}";
}
