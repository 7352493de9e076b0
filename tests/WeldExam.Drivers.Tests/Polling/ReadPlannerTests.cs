using CsCheck;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.Drivers.Tests.Rig;
using Xunit;

namespace WeldExam.Drivers.Tests.Polling;

public sealed class ReadPlannerTests
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    private static readonly int[] Periods = [100, 200, 500, 1000];

    private static readonly Gen<DeviceProfile> Small = ProfileGen(tags: 6, space: 24, longest: 10);

    private static readonly Gen<DeviceProfile> Large = ProfileGen(tags: 60, space: 600, longest: 125);

    [Fact]
    public void Every_tag_is_read_at_its_period_and_nothing_forbidden_unknown_or_too_long_is_asked_for() => Large.Sample(
        profile =>
        {
            var reads = ReadPlanner.Plan(profile, profile.Channels, Period);
            foreach (var channel in profile.Channels)
                Assert.Contains(reads, read => read.Channels.Contains(channel) && read.Block.Holds(channel) && read.Period <= (channel.Period ?? Period));
            Assert.Equal(profile.Channels.Length, reads.Sum(read => read.Channels.Length));
            Assert.All(reads, read => Assert.True(IsAllowed(profile, read.Block.Address, read.Block.Address + read.Block.Count), $"{read.Block}"));
        },
        iter: 500,
        seed: "0000KcAXZhY4");

    [Fact]
    public void No_plan_asks_more_often_than_a_greedy_one() => Large.Sample(
        profile => Assert.True(Rate(ReadPlanner.Plan(profile, profile.Channels, Period)) <= Greedy(profile) + 1e-9),
        iter: 500,
        seed: "0000KcAXZhY4");

    [Fact]
    public void Small_plans_are_the_best_of_all_plans() => Small.Sample(
        profile => Assert.Equal(BruteForce(profile), Rate(ReadPlanner.Plan(profile, profile.Channels, Period)), 9),
        iter: 2000,
        seed: "0000KcAXZhY4");

    [Fact]
    public void A_slow_neighbour_rides_along_and_a_slow_stranger_goes_at_its_own_pace()
    {
        var profile = Drawn.Profile(ReadLimits.Protocol, Drawn.Register("fast", 0), Drawn.Register("near", 1, 1000), Drawn.Register("far", 10, 1000));
        var reads = ReadPlanner.Plan(profile, profile.Channels, Period);
        Assert.Equal([(0, 2, 100.0), (10, 1, 1000.0)], reads.Select(read => ((int)read.Block.Address, (int)read.Block.Count, read.Period.TotalMilliseconds)));
    }

    [Fact]
    public void Without_leave_only_neighbours_are_read_together_and_a_gap_is_crossed_only_where_nothing_is_forbidden()
    {
        ChannelProfile[] channels = [Drawn.Register("a", 0), Drawn.Register("b", 2), Drawn.Register("c", 4)];
        Assert.Equal(3, ReadPlanner.Plan(Drawn.Profile(ReadLimits.Protocol, channels), channels, Period).Length);
        Assert.Single(ReadPlanner.Plan(Drawn.Profile(new() { AcrossGaps = 1 }, channels), channels, Period));
        var holed = Drawn.Profile(new() { AcrossGaps = 1, Forbidden = Drawn.Forbidden((1, 1)) }, channels);
        Assert.Equal([0, 2], ReadPlanner.Plan(holed, channels, Period).Select(read => (int)read.Block.Address));
    }

    [Fact]
    public void Prescribed_reads_stay_whole_and_those_that_nobody_needs_are_left_out()
    {
        ChannelProfile[] channels = [Drawn.Register("a", 0), Drawn.Register("b", 40)];
        var profile = Drawn.Profile(ReadLimits.Protocol, channels) with { Reads = [new(RegisterKind.Input, 0, 8), new(RegisterKind.Input, 40, 4)] };
        Assert.Equal([new ReadBlock(RegisterKind.Input, 40, 4)], ReadPlanner.Plan(profile, [channels[1]], Period).Select(read => read.Block));
    }

    [Fact]
    public void A_PZEM_takes_33_ms_of_a_9600_Bd_wire_and_a_schedule_above_nine_tenths_is_refused_with_its_numbers()
    {
        var profile = ProfileFile.Read(File.ReadAllBytes(Path.Combine(ProfileFile.ShippedFolder, "pzem-017.yaml")), "pzem").Profile!;
        BusPlan Plan(int milliseconds) => BusPlan.Of(
            [new(new("meter"), profile.Poll, profile.Limits, ReadPlanner.Plan(profile, profile.Channels, TimeSpan.FromMilliseconds(milliseconds)))], 9600);
        var transaction = Assert.Single(Plan(200).Transactions);
        Assert.Equal((33.2, 37.2), (Math.Round(transaction.Wire.TotalMilliseconds, 1), Math.Round(transaction.Duration.TotalMilliseconds, 1)));
        Assert.Empty(Plan(42).Faults);
        var full = Assert.IsType<WireTooFull>(Assert.Single(Plan(41).Faults));
        Assert.Equal("90.8 % of the wire's time is wanted, 90 % may be", full.ToString());
        Assert.Equal(["meter"], Plan(200).Unmeasured.Select(device => device.Value));
    }

    [Fact]
    public void A_long_read_beside_a_fast_one_is_refused_because_the_fast_ones_samples_would_lapse()
    {
        var fast = Drawn.Profile(ReadLimits.Protocol, Drawn.Register("fast", 0));
        var slow = Drawn.Profile(ReadLimits.Protocol, Enumerable.Range(0, 125).Select(n => Drawn.Register($"slow-{n}", n, 10_000)));
        var plan = BusPlan.Of(
            [new(new("meter"), fast.Poll, fast.Limits, ReadPlanner.Plan(fast, fast.Channels, Period)), new(new("log"), slow.Poll, slow.Limits, ReadPlanner.Plan(slow, slow.Channels, Period))], 9600);
        Assert.True(plan.Occupancy < 0.3);
        Assert.Equal(("log", "meter"), Assert.IsType<HoldsUpTheFastest>(Assert.Single(plan.Faults)) is var fault ? (fault.Device.Value, fault.Fastest.Value) : default);
    }

    private static Gen<DeviceProfile> ProfileGen(int tags, int space, int longest) =>
        from count in Gen.Int[1, tags]
        from spots in Gen.Select(Gen.Int[0, space], Gen.Int[0, 3], Gen.Bool).Array[count]
        from registers in Gen.Int[2, longest]
        from across in Gen.Int[0, 4]
        from hole in Gen.Int[0, space]
        let channels = spots.Where(spot => hole < spot.Item1 || hole >= spot.Item1 + (spot.Item3 ? 2 : 1))
            .Select((spot, index) => Drawn.Register($"t{index}", spot.Item1, Periods[spot.Item2], spot.Item3 ? RegisterFormat.U32 : RegisterFormat.U16)).ToArray()
        where channels.Length > 0
        select Drawn.Profile(new() { Registers = registers, AcrossGaps = across, Forbidden = Drawn.Forbidden((hole, 1)) }, channels);

    private static double Rate(IEnumerable<PlannedRead> reads) => reads.Sum(read => 1 / read.Period.TotalSeconds);

    // Stated a second time, register by register.
    private static bool IsAllowed(DeviceProfile profile, int from, int to)
    {
        if (to - from > profile.Limits.Registers)
            return false;
        var unknown = 0;
        for (var register = from; register < to; register++)
        {
            if (profile.Limits.Forbidden.Any(area => register >= area.Address && register < area.End))
                return false;
            unknown = profile.Channels.Any(channel => register >= channel.Area.Address && register < channel.Area.End) ? 0 : unknown + 1;
            if (unknown > profile.Limits.AcrossGaps)
                return false;
        }

        return true;
    }

    // Takes tags in order of their addresses into the read that is open, as long as they go in.
    private static double Greedy(DeviceProfile profile)
    {
        var (rate, from, to, period) = (0.0, -1, -1, TimeSpan.Zero);
        foreach (var channel in profile.Channels.OrderBy(channel => channel.Address).ThenBy(channel => channel.Width))
        {
            var (end, own) = (Math.Max(to, channel.Area.End), channel.Period ?? Period);
            if (from >= 0 && IsAllowed(profile, from, end))
            {
                (to, period) = (end, own < period ? own : period);
                continue;
            }

            rate += from >= 0 ? 1 / period.TotalSeconds : 0;
            (from, to, period) = (channel.Address, channel.Area.End, own);
        }

        return rate + (1 / period.TotalSeconds);
    }

    // Every way to part the tags into reads, neighbours or not.
    private static double BruteForce(DeviceProfile profile)
    {
        var best = double.MaxValue;
        Place(0, []);
        return best;

        void Place(int index, List<List<ChannelProfile>> groups)
        {
            if (index == profile.Channels.Length)
            {
                if (groups.TrueForAll(group => IsAllowed(profile, group.Min(tag => tag.Address), group.Max(tag => tag.Area.End))))
                    best = Math.Min(best, groups.Sum(group => 1 / group.Min(tag => (tag.Period ?? Period).TotalSeconds)));
                return;
            }

            for (var choice = 0; choice <= groups.Count; choice++)
            {
                if (choice == groups.Count)
                    groups.Add([]);
                groups[choice].Add(profile.Channels[index]);
                Place(index + 1, groups);
                groups[choice].RemoveAt(groups[choice].Count - 1);
                if (groups[choice].Count == 0)
                    groups.RemoveAt(choice);
            }
        }
    }
}
