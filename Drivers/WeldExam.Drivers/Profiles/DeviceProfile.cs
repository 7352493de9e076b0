using System.Collections.Immutable;

namespace WeldExam.Drivers.Profiles;

/// <summary>All a gateway must know about one device model: how to reach it, what to read, and how far each value can be trusted.
/// Adding a machine is adding such a file.</summary>
public sealed record DeviceProfile(
    ProfileIdentity Identity,
    LinkProfile Link,
    PollProfile Poll,
    ImmutableArray<ReadBlock> Reads,
    ImmutableArray<ChannelProfile> Channels,
    ProfileHash Hash)
{
    /// <summary>The channels that lie in <paramref name="block"/>.</summary>
    public ImmutableArray<ChannelProfile> ChannelsOf(ReadBlock block) => [.. Channels.Where(channel => block == Reads.First(read => read.Holds(channel)))];
}
