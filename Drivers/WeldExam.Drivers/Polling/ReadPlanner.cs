using System.Collections.Immutable;
using WeldExam.Drivers.Profiles;

namespace WeldExam.Drivers.Polling;

/// <summary>Which reads bring a device's channels with the fewest transactions a second, and among those plans with the fewest registers.
/// A slower channel that lies beside faster ones costs nothing in their read. No read is longer than the device allows, touches a forbidden
/// register or crosses a gap that the profile does not allow.</summary>
public static class ReadPlanner
{
    // Transactions in 1,000 hours: whole numbers, so that equal plans compare equal.
    private const long Horizon = 3_600_000_000_000_000;

    /// <summary>Plans reads of <paramref name="channels"/>, ordered by table and address.</summary>
    /// <param name="profile">The model: its limits, and which registers it is known to have.</param>
    /// <param name="channels">What is wanted, of this profile; channels of text are never polled.</param>
    /// <param name="period">For channels without one of their own.</param>
    public static ImmutableArray<PlannedRead> Plan(DeviceProfile profile, IEnumerable<ChannelProfile> channels, TimeSpan period)
    {
        var tags = channels.Where(channel => channel.Kind != ChannelKind.Text)
            .Select(channel => new Tag(channel.Area, channel.Period ?? period, channel)).ToList();
        if (tags.Count == 0)
            return [];
        if (profile.Heartbeat is { } beat)
            tags.Add(new(new(beat.From, beat.Address, 1), tags.Min(tag => tag.Period), null));
        var reads = profile.Reads.IsEmpty ? tags.GroupBy(tag => tag.Area.From).OrderBy(group => group.Key).SelectMany(group => Cover(profile, group)) : Prescribed(profile, tags);
        return [.. reads];
    }

    private static IEnumerable<PlannedRead> Prescribed(DeviceProfile profile, List<Tag> tags)
    {
        foreach (var block in profile.Reads)
        {
            var held = tags.Where(tag => tag.Area.From == block.From && tag.Area.Address >= block.Address && tag.Area.End <= block.Address + block.Count).ToList();
            tags.RemoveAll(held.Contains);
            if (held.Count > 0)
                yield return ReadOf(block, held);
        }

        // The heartbeat may lie outside of what is prescribed for the channels.
        foreach (var tag in tags)
            yield return ReadOf(new(tag.Area.From, (ushort)tag.Area.Address, (ushort)tag.Area.Count), [tag]);
    }

    // Channels in order of their addresses: each plan is a partition into runs, and the best one for the first n follows from the best ones
    // for fewer. Runs need not interleave: where a slow read reached over a fast one, the fast one could take its place.
    private static Stack<PlannedRead> Cover(DeviceProfile profile, IEnumerable<Tag> wanted)
    {
        Tag[] tags = [.. wanted.OrderBy(tag => tag.Area.Address).ThenBy(tag => tag.Area.End)];
        var limits = profile.Limits;
        var known = KnownAreas(profile, tags[0].Area.From);
        var best = new (long Rate, long Load, int From)[tags.Length + 1];
        for (var end = 1; end <= tags.Length; end++)
        {
            best[end] = (long.MaxValue, long.MaxValue, 0);
            var (last, period) = (0, TimeSpan.MaxValue);
            for (var start = end - 1; start >= 0; start--)
            {
                last = Math.Max(last, tags[start].Area.End);
                period = tags[start].Period < period ? tags[start].Period : period;
                var count = last - tags[start].Area.Address;
                if (count > limits.Of(tags[start].Area.From))
                    break;
                var rate = Horizon / period.Ticks * TimeSpan.TicksPerMicrosecond;
                var candidate = (Rate: best[start].Rate + rate, Load: best[start].Load + (rate * count), From: start);
                if ((candidate.Rate, candidate.Load).CompareTo((best[end].Rate, best[end].Load)) < 0
                    && IsReadable(new(tags[start].Area.From, tags[start].Area.Address, count), known, limits))
                    best[end] = candidate;
            }
        }

        var reads = new Stack<PlannedRead>();
        for (var end = tags.Length; end > 0; end = best[end].From)
        {
            var run = tags[best[end].From..end];
            var first = run[0].Area.Address;
            reads.Push(ReadOf(new(run[0].Area.From, (ushort)first, (ushort)(run.Max(tag => tag.Area.End) - first)), run));
        }

        return reads;
    }

    private static RegisterArea[] KnownAreas(DeviceProfile profile, RegisterKind from)
    {
        var areas = profile.Channels.Select(channel => channel.Area)
            .Concat(profile.Fingerprints.Select(mark => new RegisterArea(mark.From, mark.Address, mark.Count)));
        if (profile.Heartbeat is { } beat)
            areas = areas.Append(new(beat.From, beat.Address, 1));
        return [.. areas.Where(area => area.From == from).OrderBy(area => area.Address)];
    }

    private static bool IsReadable(RegisterArea area, RegisterArea[] known, ReadLimits limits)
    {
        if (limits.Forbidden.Any(forbidden => forbidden.Touches(area)))
            return false;
        var reached = area.Address;
        foreach (var next in known)
        {
            if (!next.Touches(area))
                continue;
            if (next.Address - reached > limits.AcrossGaps)
                return false;
            reached = Math.Max(reached, next.End);
        }

        return area.End - reached <= limits.AcrossGaps;
    }

    private static PlannedRead ReadOf(ReadBlock block, IReadOnlyCollection<Tag> tags) => new(
        block, tags.Min(tag => tag.Period), [.. tags.Select(tag => tag.Channel).OfType<ChannelProfile>()], tags.Any(tag => tag.Channel is null));

    // No channel: the heartbeat.
    private readonly record struct Tag(RegisterArea Area, TimeSpan Period, ChannelProfile? Channel);
}
