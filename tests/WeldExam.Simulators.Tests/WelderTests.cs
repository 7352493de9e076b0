using WeldExam.Simulators.Truth;
using WeldExam.Simulators.Welders;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Tests;

public sealed class WelderTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 10));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_skilful_welder_does_everything_in_order(int seed)
    {
        await using var scene = new Scene();
        var skill = SkilfulWelder.Draw(seed);
        var performance = Welder.Perform("k21", skill, new Random(seed));
        Assert.InRange(performance.Length.TotalSeconds, 38, 60);
        scene.Perform(performance);
        var truth = scene.Station.Truth;
        Assert.Equal(
            [
                (StationSignal.Fan, true), (StationSignal.Main, true), (StationSignal.Rcd, true), (StationSignal.Machine, true),
                (StationSignal.ClampRest, false), (StationSignal.HolderRest, false),
                (StationSignal.Machine, false), (StationSignal.Rcd, false), (StationSignal.Main, false),
                (StationSignal.HolderRest, true), (StationSignal.ClampRest, true), (StationSignal.Fan, false),
            ],
            truth.All<TruthEntry.Edge>().Select(e => (e.Signal, e.Closed)));
        var arcs = truth.All<TruthEntry.ArcEnded>().ToList();
        Assert.Equal(2, arcs.Count);
        Assert.Equal(skill.TrialWeld.TotalSeconds, (arcs[0].At - arcs[0].Started).TotalSeconds, 0.021);
        Assert.True(arcs[1].At - arcs[1].Started >= TimeSpan.FromSeconds(20));
        Assert.Empty(truth.All<TruthEntry.ElectrodeStuck>());
        Assert.IsType<TruthEntry.PerformanceEnded>(truth.Entries[^1]);
    }

    [Fact]
    public void Fifty_faulty_welders_differ_from_a_skilful_one_and_are_the_same_from_the_same_seed()
    {
        var drawn = Enumerable.Range(1, 50).Select(FaultyWelder.Draw).ToList();
        Assert.Equal(drawn, Enumerable.Range(1, 50).Select(FaultyWelder.Draw));
        Assert.Equal(50, drawn.Distinct().Count());
        Assert.All(drawn.Select((skill, i) => (skill, i)), d => Assert.NotEqual(SkilfulWelder.Draw(d.i + 1), d.skill));
        Assert.Contains(drawn, s => s.MainLeftOn);
        Assert.Contains(drawn, s => s.StuckElectrodes > 0);
        Assert.Contains(drawn, s => s.Interruptions > 0);
        Assert.Contains(drawn, s => s.FractionOutOfWindow > 0);
        Assert.Contains(drawn, s => s.TrialWeld == TimeSpan.Zero);
        Assert.Contains(drawn, s => s.Ventilation == Ventilation.AfterFirstArc);
        Assert.Contains(drawn, s => s.Clamp == Returned.Never);
    }

    [Fact]
    public void The_same_seed_gives_the_same_acts_and_another_seed_others()
    {
        var skill = FaultyWelder.Draw(7) with { Interruptions = 2, FractionOutOfWindow = 0.3 };
        Assert.Equal(Welder.Perform("a", skill, new Random(7)), Welder.Perform("a", skill, new Random(7)));
        Assert.NotEqual(Welder.Perform("a", skill, new Random(7)), Welder.Perform("a", skill, new Random(8)));
    }

    [Fact]
    public async Task Each_fault_of_a_skill_shows_in_the_truth()
    {
        await using var scene = new Scene();
        var skill = new WelderSkill
        {
            Opening = [StationSwitch.Machine, StationSwitch.Main, StationSwitch.Rcd],
            Ventilation = Ventilation.AfterFirstArc,
            StuckElectrodes = 2,
            FailedStarts = 1,
            Interruptions = 2,
            FractionOutOfWindow = 0.3,
            WrongCurrent = 160,
            MainLeftOn = true,
            Clamp = Returned.Never,
            Holder = Returned.BeforeSwitchingOff,
        };
        scene.Perform(Welder.Perform("k21", skill, new Random(1)));
        var truth = scene.Station.Truth;
        Assert.Equal(2, truth.All<TruthEntry.ElectrodeStuck>().Count());
        Assert.Equal(4, truth.All<TruthEntry.ArcEnded>().Count()); // trial, and the weld in three
        Assert.Single(truth.All<TruthEntry.Struck>(), s => !s.Lights);
        Assert.True(scene.Station.Welding[StationSignal.Main]);
        Assert.False(scene.Station.Welding[StationSignal.ClampRest]);
        Assert.True(scene.Station.Welding[StationSignal.HolderRest]);
        var fan = truth.All<TruthEntry.Edge>().First(e => e.Signal == StationSignal.Fan);
        Assert.True(fan.At > truth.All<TruthEntry.ArcStarted>().First().At);
        var weld = truth.All<TruthEntry.ArcEnded>().Skip(1).SelectMany(a => truth.Samples(a.Started, a.At)).ToList();
        Assert.InRange(weld.Count(s => s.Amperes > 140) / (double)weld.Count, 0.2, 0.45);
    }

    [Fact]
    public async Task Every_faulty_performance_runs_to_its_end()
    {
        await using var scene = new Scene();
        for (var seed = 1; seed <= 50; seed++)
            scene.Perform(Welder.Perform($"k21-{seed}", FaultyWelder.Draw(seed), new Random(seed)));
        Assert.Equal(50, scene.Station.Truth.All<TruthEntry.PerformanceEnded>().Count());
        Assert.Empty(scene.Station.Performing);
    }
}
