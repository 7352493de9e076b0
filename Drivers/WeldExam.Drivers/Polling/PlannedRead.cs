using System.Collections.Immutable;
using WeldExam.Drivers.Profiles;

namespace WeldExam.Drivers.Polling;

/// <summary>One read that is asked for again and again.</summary>
/// <param name="Block">What is asked for.</param>
/// <param name="Period">As often as the most impatient of its channels wants.</param>
/// <param name="Channels">What is taken from it; none where it brings the heartbeat alone.</param>
/// <param name="HoldsHeartbeat">Whether the model's heartbeat register comes with it.</param>
public sealed record PlannedRead(ReadBlock Block, TimeSpan Period, ImmutableArray<ChannelProfile> Channels, bool HoldsHeartbeat);
