using System.Collections.Immutable;

namespace WeldExam.Uplink.Link;

/// <summary>What every connection begins with. Nothing of an earlier session is relied on: it starts clean.</summary>
/// <param name="Subscriptions">Topic filters, all at least once.</param>
/// <param name="Will">What the broker says when the link breaks; null for nothing.</param>
public sealed record BrokerSession(ImmutableArray<string> Subscriptions, BrokerMessage? Will);
