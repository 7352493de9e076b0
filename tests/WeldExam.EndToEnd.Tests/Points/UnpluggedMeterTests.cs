using System.Text.Json.Nodes;
using WeldExam.Exam.Journal;
using WeldExam.Simulators.Exams;
using WeldExam.Simulators.Faults;
using WeldExam.Simulators.Welders;

namespace WeldExam.EndToEnd.Tests.Points;

/// <summary>The real program on a pseudo terminal whose master is closed, path and all, and opened again.</summary>
[Collection(WholePoints.Name)]
[Trait("Clause", "promise 17")]
public sealed class UnpluggedMeterTests(ITestOutputHelper output) : IDisposable
{
    private static readonly Fault Unplugged = new Fault.Unplugged();

    private readonly PointFolder _folder = new(output);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_meter_that_is_away_stands_against_a_part_and_one_pulled_during_the_weld_deducts_nothing()
    {
        await using var point = await OneBoxPoint.StartAsync(_folder.Path, ["K21"], new WelderSkill(), seed: 17, brokerPort: null, output, Stop);
        var meter = point.Box.Devices.FaultsOf("meter");
        meter.Inject(Unplugged);
        await ReadinessAsync(point, readiness => Silent(readiness).Any(detail => detail.StartsWith("current (weld-meter)", StringComparison.Ordinal)));
        meter.Clear(Unplugged);
        await ReadinessAsync(point, readiness => readiness["ready"]!.GetValue<bool>());

        var sitting = point.SitAsync(Stop);
        await await Task.WhenAny(sitting, point.UntilWeldingAsync(Stop));
        await Task.Delay(TimeSpan.FromSeconds(22), TimeProvider.System, Stop);
        meter.Inject(Unplugged);
        await Task.Delay(TimeSpan.FromSeconds(6), TimeProvider.System, Stop);
        meter.Clear(Unplugged);
        var part = await HeldPart.GatherAsync(point, Assert.Single(await sitting), Stop);
        await part.AssertAgreesAsync(Stop);
        Assert.Single(part.Reading.Boots); // the program went on
        var states = part.Reading.Entries.Select(recorded => recorded.Entry).OfType<DeviceStateChanged>().Where(change => change.Device == "weld-meter");
        Assert.Equal([false, true], states.Select(change => change.Answering).SkipWhile(answering => answering));
        TrueSheet.AssertNothingWrong(part.Sheet, point.Box.Devices.Truth, output);
        Assert.Equal(100, part.Sheet.Points);
    }

    public void Dispose() => _folder.Leave();

    private static IEnumerable<string> Silent(JsonNode readiness) =>
        from reason in readiness["reasons"]!.AsArray()
        where reason!["code"]!.GetValue<string>() == "signal.silent"
        select reason["detail"]!.GetValue<string>();

    private static async Task ReadinessAsync(OneBoxPoint point, Func<JsonNode, bool> expected)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(30))
        {
            try
            {
                if (expected(await point.Box.Client.GetAsync($"/api/v1/stations/{point.Box.Station}/readiness?task=K21", Stop)))
                    return;
            }
            catch (BoxRefusedException)
            {
                // the paper has not come yet
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Stop);
        }

        Assert.Fail("readiness never came to say so");
    }
}
