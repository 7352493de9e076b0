using WeldExam.Simulators.Oracle;
using WeldExam.Simulators.Scripts;
using WeldExam.Simulators.Welders;

namespace WeldExam.Simulators.Tests;

public sealed class K21OracleTests
{
    private static readonly (double, double) Card = (100, 130);

    [Fact]
    public async Task Nothing_is_foretold_against_a_skilful_welder()
    {
        var forecast = await ForetellAsync(new WelderSkill());
        Assert.All(forecast.Deductions, foretold => Assert.Equal((0, 0, false), (foretold.Least, foretold.Most, foretold.IsTooClose)));
        Assert.Equal(100, K21Forecast.PointsLeft(id => forecast[id].Least));
    }

    [Fact]
    public async Task Each_fault_is_foretold_as_often_as_it_happened()
    {
        var forecast = await ForetellAsync(new WelderSkill
        {
            Ventilation = Ventilation.AfterFirstArc,
            StuckElectrodes = 3,
            Interruptions = 3,
            Interruption = TimeSpan.FromSeconds(3.2),
            MainLeftOn = true,
            Holder = Returned.Never,
        });
        Assert.Equal(
            [("K21.1.b", 1), ("K21.14.a", 1), ("K21.14.c", 2), ("K21.14.d", 2), ("K21.18.a", 1), ("K21.23.a", 1)],
            forecast.Deductions.Where(foretold => foretold.Least > 0).Select(foretold => (foretold.Id, foretold.Least)));
    }

    [Fact]
    public async Task What_the_instruments_cannot_tell_is_too_close_and_only_that()
    {
        var pausedNearly = await ForetellAsync(new WelderSkill { PauseAfterTrial = TimeSpan.FromSeconds(2.9) });
        Assert.Equal(["K21.13.b"], pausedNearly.TooClose.Select(foretold => foretold.Id));
        Assert.True(pausedNearly["K21.13.b"].Fits(1));
        Assert.True(pausedNearly["K21.13.b"].Fits(null));
        Assert.False(pausedNearly["K21.13.b"].Fits(0)); // never the opposite of the truth
    }

    [Fact]
    public void An_item_loses_no_more_than_it_has() =>
        Assert.Equal(75, K21Forecast.PointsLeft(id => id.StartsWith("K21.14.", StringComparison.Ordinal) ? 3 : 0));

    private static async Task<K21Forecast> ForetellAsync(WelderSkill skill)
    {
        await using var scene = new Scene();
        var from = scene.Station.Now;
        scene.Perform(Welder.Perform("k21", skill, new Random(1)));
        scene.Perform(new Performance("wait", [new TimedAct(TimeSpan.FromSeconds(3), new Act.BreakArc())]));
        return new K21Oracle(scene.Station.Truth, Card, new Eyesight(), from, scene.Station.Now).Foretell();
    }
}
