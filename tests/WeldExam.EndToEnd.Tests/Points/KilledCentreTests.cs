using WeldExam.Simulators.Welders;

namespace WeldExam.EndToEnd.Tests.Points;

[Collection(WholePoints.Name)]
public sealed class KilledCentreTests(ITestOutputHelper output) : IDisposable
{
    private readonly PointFolder _folder = new(output);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_centre_killed_in_the_middle_of_a_part_has_all_of_it_in_the_end()
    {
        await using var point = await OneBoxPoint.StartAsync(_folder.Path, ["K21"], new WelderSkill(), seed: 3, brokerPort: null, output, Stop);
        var sitting = point.SitAsync(Stop);
        var welding = point.UntilWeldingAsync(Stop);
        await await Task.WhenAny(sitting, welding);
        for (var seconds = 4; seconds <= 12; seconds += 4)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, Stop);
            await point.Point.RestartCentreAsync();
        }

        Assert.False(sitting.IsCompleted);
        var part = await HeldPart.GatherAsync(point, Assert.Single(await sitting), Stop);
        await part.AssertAgreesAsync(Stop);
        Assert.Single(part.Reading.Boots); // the box never noticed
        Assert.Equal(100, part.Sheet.Points);
    }

    public void Dispose() => _folder.Leave();
}
