using Microsoft.Extensions.Time.Testing;
using WeldExam.Simulators.Scenarios;
using WeldExam.Simulators.Scripts;
using WeldExam.Simulators.Truth;

namespace WeldExam.Simulators.Tests;

/// <summary>A station whose physics run on a fake clock while its wires run on the real one.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public Scene(Scenario? scenario = null)
        => Station = SimulatedStation.Start(scenario ?? Scenario.Usual, Clock, TimeProvider.System);

    public FakeTimeProvider Clock { get; } = new();

    public SimulatedStation Station { get; }

    public static double Seconds(TruthEntry entry) => entry.At.TotalSeconds;

    public Scene After(double seconds)
    {
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        _ = Station.Now;
        return this;
    }

    public Scene Do(params string[] acts)
    {
        foreach (var act in acts)
            Station.Do(act);
        return this;
    }

    public Scene PowerUp() => Do("switch main on", "switch rcd on", "switch machine on", "clamp take", "holder take").After(0.01);

    public Scene Perform(Performance performance)
    {
        _ = Station.PerformAsync(performance, CancellationToken.None);
        return After(performance.Length.TotalSeconds + 1);
    }

    public IReadOnlyList<TruthSample> Samples(double from, double to)
        => Station.Truth.Samples(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to));

    public ValueTask DisposeAsync() => Station.DisposeAsync();
}
