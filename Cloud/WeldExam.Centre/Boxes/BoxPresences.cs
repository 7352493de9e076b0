using System.Collections.Concurrent;
using System.Collections.Immutable;
using WeldExam.Contracts.Messages;
using WeldExam.Contracts.Topics;

namespace WeldExam.Centre.Boxes;

/// <summary>What boxes claim of themselves: advisory, in memory, believed only until it says. Only stations of known boxes are kept.</summary>
public sealed class BoxPresences(BoxRegister boxes, TimeProvider clock)
{
    private readonly ImmutableHashSet<BoxAddress> _known = [.. boxes.Addresses()];
    private readonly ConcurrentDictionary<BoxAddress, BoxStatus> _statuses = new();
    private readonly ConcurrentDictionary<BoxAddress, BoxReadiness> _readiness = new();

    /// <summary>Takes a status or readiness message; anything else, and what is older than what is known, is ignored.</summary>
    public void Take(BoxTopic topic, ReadOnlySpan<byte> message)
    {
        if (!_known.Contains(topic.Address))
            return;
        if (topic is StatusTopic && BoxStatus.TryRead(message) is { } status)
            _statuses.AddOrUpdate(topic.Address, status, (_, old) => Newer(old, status));
        else if (topic is ReadinessTopic && BoxReadiness.TryRead(message) is { } readiness)
            _readiness[topic.Address] = readiness;
    }

    /// <summary>Present, gone or unknown: never "online" on an old message.</summary>
    public Presence Of(BoxAddress address) => _statuses.TryGetValue(address, out var status)
        ? status.Gone ? Presence.Gone : status.IsPresent(clock.GetUtcNow()) ? Presence.Present : Presence.Unknown
        : Presence.Unknown;

    /// <summary>Readiness that may still be believed.</summary>
    public BoxReadiness? ReadinessOf(BoxAddress address) =>
        _readiness.TryGetValue(address, out var readiness) && readiness.ValidUntil > clock.GetUtcNow() ? readiness : null;

    /// <summary>A will of an earlier boot says nothing about this one.</summary>
    private static BoxStatus Newer(BoxStatus old, BoxStatus next) =>
        next.Gone ? next.Boot == old.Boot ? next : old
        : next.Boot == old.Boot && !old.Gone && next.Sequence < old.Sequence ? old
        : next;
}

public enum Presence
{
    Unknown,
    Present,
    Gone,
}
