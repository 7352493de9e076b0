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
    /// <summary>Reads the maker prescribes, asked for as they stand; empty where the planner may choose.</summary>
    public ImmutableArray<ReadBlock> Reads { get; init; } = Reads;

    public ReadLimits Limits { get; init; } = ReadLimits.Protocol;

    public Heartbeat? Heartbeat { get; init; }

    public ImmutableArray<Fingerprint> Fingerprints { get; init; } = [];

    /// <summary>How often a channel is read: its own period, or the device's.</summary>
    public TimeSpan PeriodOf(ChannelProfile channel) => channel.Period ?? Poll.Period;

    /// <summary>One instrument of the model, with what was measured on it in place of what the profile assumes.</summary>
    public DeviceProfile With(IEnumerable<InstrumentMeasurement> measured) =>
        this with { Channels = [.. Channels.Select(channel => measured.Aggregate(channel, (before, measurement) => measurement.Of(before)))] };

    /// <summary>The same model with its map moved: fieldbus images begin where each installation put them.</summary>
    /// <param name="by">Added to every address; nothing may leave 0–65535 by it.</param>
    /// <returns>Null when something would.</returns>
    public DeviceProfile? Moved(int by)
    {
        var ends = Channels.Select(channel => channel.Address + channel.Width).Concat(Reads.Select(read => read.Address + read.Count))
            .Concat(Fingerprints.Select(mark => mark.Address + mark.Count));
        var last = Math.Max(ends.Max(), Heartbeat?.Address + 1 ?? 0);
        if (by < 0 || last + by > 0x10000)
            return null;
        return this with
        {
            Reads = [.. Reads.Select(read => read with { Address = (ushort)(read.Address + by) })],
            Channels = [.. Channels.Select(channel => channel with { Address = (ushort)(channel.Address + by) })],
            Fingerprints = [.. Fingerprints.Select(mark => mark with { Address = (ushort)(mark.Address + by) })],
            Limits = Limits with { Forbidden = [.. Limits.Forbidden.Select(area => area with { Address = area.Address + by })] },
            Heartbeat = Heartbeat is { } beat ? beat with { Address = (ushort)(beat.Address + by) } : null,
        };
    }
}
