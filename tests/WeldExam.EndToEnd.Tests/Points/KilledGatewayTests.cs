using WeldExam.Exam.Scores;
using WeldExam.Simulators.Points;
using WeldExam.Simulators.Welders;

namespace WeldExam.EndToEnd.Tests.Points;

/// <summary>The gateway gets SIGKILL at any moment, again and again: no act that was answered is lost, and no sheet says what nobody saw.</summary>
[Collection(WholePoints.Name)]
public sealed class KilledGatewayTests(ITestOutputHelper output) : IDisposable
{
    private readonly PointFolder _folder = new(output);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Eight_kills_in_two_parts_lose_nothing_and_say_nothing_wrong()
    {
        var held = await HoldAsync(["K11", "K21"], new WelderSkill(), seed: 8, alive: (2.5, 8), atMost: 8);
        Assert.Equal(8, held.Kills);
    }

    /// <summary>A slow candidate, so that one part lasts as long as fifty lives of a gateway, and a careless one, so that there is something to be wrong about.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Fifty_kills_in_one_part_lose_nothing_and_say_nothing_wrong()
    {
        var slow = new WelderSkill
        {
            Weld = TimeSpan.FromSeconds(60),
            Pause = TimeSpan.FromSeconds(5),
            Ventilation = Ventilation.AfterFirstArc,
            StuckElectrodes = 3,
            MainLeftOn = true,
            Clamp = Returned.Never,
        };
        var held = await HoldAsync(["K21"], slow, seed: 50, alive: (0.8, 2.5), atMost: 200);
        Assert.InRange(held.Kills, 50, 200);
    }

    /// <summary>Kills blank some of the stuck electrodes, never so many that less than the paper's most are beyond doubt: here the machine must deduct.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_fault_that_kills_cannot_blank_is_deducted_by_the_machine_all_the_same()
    {
        var sticking = new WelderSkill { StuckElectrodes = 16, StuckFor = TimeSpan.FromSeconds(1.5) };
        var held = await HoldAsync(["K21"], sticking, seed: 16, alive: (3, 6), atMost: 200);
        Assert.InRange(held.Kills, 10, 200);
        var sheet = held.Parts[^1].Sheet;
        var stuck = sheet.Blocks.SelectMany(block => block.Items).SelectMany(item => item.Deductions).Single(line => line.Id == "K21.14.c");
        Assert.Equal((3, Decision.Machine, 3), (stuck.MachineTimes, stuck.Decision, stuck.Times));
        Assert.Equal(100 - (3 * stuck.PointsEach), sheet.Points);
    }

    public void Dispose() => _folder.Leave();

    private async Task<(int Kills, List<HeldPart> Parts)> HoldAsync(string[] tasks, WelderSkill skill, int seed, (double Least, double Most) alive, int atMost)
    {
        await using var point = await OneBoxPoint.StartAsync(_folder.Path, [.. tasks], skill, seed, brokerPort: null, output, Stop);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var killing = KillAsync(point.Box, new Random(seed), alive, atMost, over.Token);
        var sitting = point.SitAsync(Stop);
        await Task.WhenAny(sitting, killing);
        if (!sitting.IsCompleted && killing.IsFaulted)
            await killing;
        var ids = await sitting;
        await over.CancelAsync();
        var kills = await killing;
        await point.Box.Client.GetAsync("/api/v1/box", Stop); // the last one may still be starting
        output.WriteLine($"{kills} kills, {point.Box.Client.Resent} requests sent again, {point.Box.Client.Answered.Length} acts answered");

        var parts = new List<HeldPart>();
        foreach (var id in ids)
            parts.Add(await HeldPart.GatherAsync(point, id, Stop));
        var recorded = parts.SelectMany(part => part.Acts.Prepend(part.Id)); // the opening's command is the journal's id
        Assert.Equal(point.Box.Client.Answered.Order(), recorded.Order());
        Assert.InRange(parts.Sum(part => part.Reading.Boots.Length - 1), 1, kills);
        foreach (var part in parts)
            await part.AssertAgreesAsync(Stop);
        TrueSheet.AssertNothingWrong(parts[^1].Sheet, point.Box.Devices.Truth, output); // with the recorder dead amid the weld nobody can tell its length
        return (kills, parts);
    }

    /// <summary>Starts it again at once, and once more after the last kill; returns how often it fell.</summary>
    private static async Task<int> KillAsync(SimulatedBox box, Random random, (double Least, double Most) alive, int atMost, CancellationToken cancel)
    {
        for (var kills = 0; kills < atMost; kills++)
        {
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(alive.Least + ((alive.Most - alive.Least) * random.NextDouble())), TimeProvider.System, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return kills;
            }

            Assert.True(box.IsRunning, $"the gateway ended of itself after {kills} kills: {box.Folder}/gateway.log");
            await box.KillGatewayAsync();
            box.StartGateway();
        }

        return atMost;
    }
}
