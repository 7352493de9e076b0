using WeldExam.Drivers.Polling;
using Xunit;

namespace WeldExam.Drivers.Tests.Polling;

/// <summary>Meters whose refresh is known, looked at over a 9600 Bd line: 37 ms a look.</summary>
public sealed class RefreshEstimateTests
{
    [Theory]
    [InlineData(100, 115)]
    [InlineData(200, 215)]
    [InlineData(300, 315)]
    [InlineData(1000, 1015)]
    public void A_regular_meters_refresh_is_stated_within_a_few_milliseconds_and_never_too_short(int milliseconds, int most)
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var meter = new Meter(seed, milliseconds, jitter: 0);
            var found = Assert.IsType<RefreshMeasured>(RefreshEstimate.Of(meter.Looks(100 * milliseconds)));
            Assert.True(found is { IsRegular: true, IsLimitedByPolling: false }, $"seed {seed}: {found}");
            Assert.InRange(found.Range.Max.TotalMilliseconds, milliseconds, most);
            Assert.InRange(found.Range.Min.TotalMilliseconds, milliseconds - 15, milliseconds);
        }
    }

    [Theory]
    [InlineData(150, 5)]
    [InlineData(200, 20)]
    [InlineData(400, 150)]
    public void An_irregular_meters_bound_covers_the_part_of_its_renewals_that_is_stated(int milliseconds, int jitter)
    {
        const int runs = 100;
        var broken = 0;
        for (var seed = 1; seed <= runs; seed++)
        {
            var meter = new Meter(seed, milliseconds, jitter);
            var found = Assert.IsType<RefreshMeasured>(RefreshEstimate.Of(meter.Looks(150 * milliseconds)));
            var within = meter.Intervals(20_000).Count(interval => interval <= found.Range.Max.TotalMicroseconds) / 20_000.0;
            broken += within < found.Coverage ? 1 : 0;
            Assert.True(found.Range.Max.TotalMilliseconds < milliseconds + (2 * jitter) + 110, $"seed {seed}: {found}");
        }

        // Stated with 95 % confidence; 5 failures of 100 are expected at most, 11 are rarer than one test run in two hundred.
        Assert.InRange(broken, 0, 10);
    }

    [Fact]
    public void A_renewal_that_changes_no_digit_makes_the_refresh_longer_and_never_shorter()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var found = Assert.IsType<RefreshMeasured>(RefreshEstimate.Of(new Meter(seed, 200, jitter: 0) { Unchanged = 0.1 }.Looks(40_000)));
            Assert.InRange(found.Range.Max.TotalMilliseconds, 200, 2000);
            Assert.True(found is { IsRegular: false } || found.Range.Max.TotalMilliseconds > 200, $"{found}");
        }
    }

    [Fact]
    public void A_meter_faster_than_it_can_be_asked_is_bounded_by_the_asking()
    {
        var found = Assert.IsType<RefreshMeasured>(RefreshEstimate.Of(new Meter(3, 20, jitter: 2).Looks(10_000)));
        Assert.True(found.IsLimitedByPolling);
        Assert.Equal(TimeSpan.Zero, found.Range.Min);
        Assert.InRange(found.Range.Max.TotalMilliseconds, 60, 120);
    }

    [Fact]
    public void A_signal_that_stands_still_or_rests_says_nothing()
    {
        Assert.Equal(0, Assert.IsType<RefreshUnknown>(RefreshEstimate.Of(new Meter(1, 200, jitter: 0) { Unchanged = 1 }.Looks(60_000))).Renewals);
        Assert.Equal(0, Assert.IsType<RefreshUnknown>(RefreshEstimate.Of([.. new Meter(1, 200, jitter: 0).Looks(60_000).Select(look => look with { IsAlive = false })])).Renewals);
        Assert.IsType<RefreshUnknown>(RefreshEstimate.Of(new Meter(1, 200, jitter: 0).Looks(59 * 200)));
        Assert.IsType<RefreshUnknown>(RefreshEstimate.Of([]));
    }

    [Fact]
    public void Welding_with_pauses_is_enough_and_the_pauses_count_for_nothing()
    {
        var looks = new Meter(5, 200, jitter: 0).Looks(60_000);
        var paused = looks.Select((look, index) => index % 100 < 30 ? look with { Values = [0], IsAlive = false } : look).ToList();
        var found = Assert.IsType<RefreshMeasured>(RefreshEstimate.Of(paused));
        Assert.InRange(found.Range.Max.TotalMilliseconds, 200, 220);
    }

    [Fact]
    public void Looks_that_this_machine_made_too_late_say_nothing_of_the_meter()
    {
        var looks = new Meter(9, 120, jitter: 0).Looks(40_000);
        var found = Assert.IsType<RefreshMeasured>(RefreshEstimate.Of([.. looks.Where((_, index) => index % 50 is not (10 or 11 or 12 or 13))]));
        Assert.True(found.IsRegular, $"{found}");
        Assert.InRange(found.Range.Max.TotalMilliseconds, 120, 135);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    public void A_machine_that_is_busy_all_the_time_does_not_make_a_regular_meter_irregular(int late)
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var found = Assert.IsType<RefreshMeasured>(RefreshEstimate.Of(new Meter(seed, 120, jitter: 0) { Late = late }.Looks(40_000)));
            Assert.True(found is { IsRegular: true, IsLimitedByPolling: false }, $"seed {seed}: {found}");
            Assert.InRange(found.Range.Max.TotalMilliseconds, 120, 150);
            Assert.InRange(found.Range.Min.TotalMilliseconds, 90, 120);
        }
    }

    [Fact]
    public void The_coverage_is_that_of_Wilks() => // 59 intervals: 95 % with 95 % confidence; 299: 99 %
        Assert.Equal([0.95, 0.99], new[] { 59, 299 }.Select(n => Math.Round(Math.Pow(1 - RefreshEstimate.Confidence, 1.0 / n), 3)).Select(part => Math.Floor(part * 100) / 100));

    /// <summary>Renews every <paramref name="milliseconds"/>, each time early or late by at most <paramref name="jitter"/>.</summary>
    private sealed class Meter(int seed, int milliseconds, int jitter)
    {
        private readonly Random _random = new(seed);

        /// <summary>The part of renewals that bring the same digits again.</summary>
        public double Unchanged { get; init; }

        /// <summary>How many milliseconds late, at most, this machine takes up each answer.</summary>
        public int Late { get; init; }

        public List<double> Intervals(int count)
        {
            var times = Renewals(count + 1);
            return [.. times.Zip(times.Skip(1), (first, second) => second - first)];
        }

        public List<MeterLook> Looks(int length)
        {
            var renewals = Renewals((length / milliseconds) + 4);
            var (looks, value, next) = (new List<MeterLook>(), 0L, 0);
            for (var at = 0.0; at < length * 1000.0;)
            {
                var latch = at + 9_000 + (_random.NextDouble() * 5_000);
                for (; renewals[next] <= latch; next++)
                    value += _random.NextDouble() < Unchanged ? 0 : 1;
                var answered = latch + 23_000 + (_random.NextDouble() * (1_000 + (Late * 1_000)));
                looks.Add(new(new((long)at + 9_000), new((long)answered - 23_000), [value], IsAlive: true));
                at = answered + (_random.Next(9) * 1_000);
            }

            return looks;
        }

        private List<double> Renewals(int count) =>
            [.. Enumerable.Range(1, count).Select(n => (1000.0 * ((n * milliseconds) + (((_random.NextDouble() * 2) - 1) * jitter))) + (seed * 7_123 % 50_000))];
    }
}
