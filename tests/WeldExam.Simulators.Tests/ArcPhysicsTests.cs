using WeldExam.Simulators.Scenarios;
using WeldExam.Simulators.Truth;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Tests;

public sealed class ArcPhysicsTests : IAsyncDisposable
{
    private readonly Scene _scene = new();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public void The_arc_lies_on_its_load_line_with_the_stated_noise()
    {
        _scene.PowerUp().Do("weld for 60s at 115A").After(61);
        var arc = _scene.Samples(0.2, 60);
        var amperes = arc.Average(s => s.Amperes);
        var swing = Math.Sqrt(arc.Average(s => Math.Pow(s.Amperes - amperes, 2)));
        var offLine = arc.Select(s => s.Volts - 20 - (0.04 * s.Amperes)).ToList();
        Assert.InRange(amperes, 114, 116);
        Assert.InRange(swing, 2.0, 3.0); // ±5 A is two deviations
        Assert.InRange(offLine.Average(), -0.1, 0.1);
        Assert.InRange(Math.Sqrt(offLine.Average(v => v * v)), 0.4, 0.6);
        Assert.InRange(arc.Count(s => Math.Abs(s.Amperes - 115) < 5) / (double)arc.Count, 0.90, 0.99);
    }

    [Fact]
    public void A_strike_is_a_short_spike_at_low_voltage_before_the_arc()
    {
        _scene.PowerUp().Do("strike").After(1);
        var spike = _scene.Samples(0.02, 0.09);
        Assert.All(spike, s => Assert.True(s is { Volts: < 12, Amperes: > 120 }, s.ToString()));
        var arc = Assert.Single(_scene.Station.Truth.All<TruthEntry.ArcStarted>());
        Assert.Equal(0.09, Scene.Seconds(arc), 0.001);
        Assert.All(_scene.Samples(0.10, 1), s => Assert.InRange(s.Volts, 20, 30));
    }

    [Theory]
    [InlineData("switch main off")]
    [InlineData("switch rcd off")]
    [InlineData("switch machine off")]
    [InlineData("press estop")]
    public void Taking_the_power_away_anywhere_upstream_extinguishes_the_arc(string act)
    {
        _scene.PowerUp().Do("strike").After(2).Do(act).After(0.5);
        var ended = Assert.Single(_scene.Station.Truth.All<TruthEntry.ArcEnded>());
        Assert.Equal(ArcEnd.PowerLost, ended.Cause);
        Assert.Equal(2.02, Scene.Seconds(ended), 0.001);
        Assert.All(_scene.Samples(2.02, 3), s => Assert.Equal(0, s.Amperes));
        Assert.InRange(_scene.Samples(2.3, 2.5)[^1].Volts, 0, 5);
    }

    [Theory]
    [InlineData("clamp put back")]
    [InlineData("holder put back")]
    public void An_opened_circuit_extinguishes_the_arc(string act)
    {
        _scene.PowerUp().Do("strike").After(2).Do(act).After(0.5);
        Assert.Equal(ArcEnd.CircuitOpened, Assert.Single(_scene.Station.Truth.All<TruthEntry.ArcEnded>()).Cause);
        Assert.InRange(_scene.Samples(2.3, 2.5)[^1].Volts, 67, 69);
    }

    [Theory]
    [InlineData("switch main off")]
    [InlineData("clamp put back")]
    public void Without_power_or_a_closed_circuit_there_is_no_arc(string act)
    {
        _scene.PowerUp().Do(act).After(0.1).Do("strike").After(1);
        Assert.Empty(_scene.Station.Truth.All<TruthEntry.ArcStarted>());
        Assert.False(Assert.Single(_scene.Station.Truth.All<TruthEntry.Struck>()).Live);
        Assert.All(_scene.Samples(0, 2), s => Assert.Equal(0, s.Amperes));
    }

    [Fact]
    public void A_stuck_electrode_is_a_held_short_and_comes_off_without_an_arc()
    {
        _scene.PowerUp().Do("strike").After(1).Do("stick 0.8s").After(2);
        Assert.All(_scene.Samples(1.02, 1.80), s => Assert.True(s is { Volts: < 12, Amperes: > 120 }, s.ToString()));
        var stuck = Assert.Single(_scene.Station.Truth.All<TruthEntry.ElectrodeStuck>());
        Assert.Equal(0.8, (stuck.At - stuck.Since).TotalSeconds, 0.011);
        Assert.Equal(ArcEnd.Stuck, Assert.Single(_scene.Station.Truth.All<TruthEntry.ArcEnded>()).Cause);
        Assert.False(_scene.Station.Welding.IsArcBurning);
    }

    [Fact]
    public void A_weld_has_the_gaps_and_spells_that_were_asked_for()
    {
        _scene.PowerUp().Do("weld for 20s at 115A interrupt 1s after 8s spell 150A for 4s after 3s").After(21);
        var arcs = _scene.Station.Truth.All<TruthEntry.ArcEnded>().ToList();
        Assert.Equal(2, arcs.Count);
        Assert.Equal(8, (arcs[0].At - arcs[0].Started).TotalSeconds, 0.011);
        Assert.Equal(20.08, arcs[1].At.TotalSeconds - 0.01, 0.011);
        Assert.InRange(_scene.Samples(3.2, 7).Average(s => s.Amperes), 148, 152);
        Assert.InRange(_scene.Samples(10, 20).Average(s => s.Amperes), 113, 117);
    }

    [Fact]
    public void Drift_wanders_evenly_over_the_weld()
    {
        _scene.PowerUp().Do("weld for 20s at 100A drift 40A").After(21);
        Assert.InRange(_scene.Samples(0.2, 1).Average(s => s.Amperes), 98, 104);
        Assert.InRange(_scene.Samples(19, 20).Average(s => s.Amperes), 136, 142);
    }

    [Fact]
    public async Task A_voltage_reducer_keeps_the_idle_voltage_low()
    {
        await using var scene = new Scene(Scenario.Usual with { Station = new StationSettings { ReducedVoltage = 24 } });
        scene.PowerUp().After(1);
        Assert.InRange(scene.Station.Welding.Voltage, 23, 25);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_samples_however_the_clock_moves()
    {
        await using var other = new Scene();
        _scene.PowerUp().Do("weld for 5s at 115A").After(6);
        other.PowerUp().Do("weld for 5s at 115A");
        for (var i = 0; i < 600; i++)
            other.After(0.01);
        Assert.Equal(_scene.Samples(0, 6), other.Samples(0, 6));
        Assert.Equal(_scene.Station.Truth.Entries, other.Station.Truth.Entries);
    }
}
