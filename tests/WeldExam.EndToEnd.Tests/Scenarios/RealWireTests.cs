using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.EndToEnd.Tests.Rig;
using WeldExam.Simulators;
using WeldExam.Simulators.Scenarios;
using WeldExam.Simulators.Truth;
using WeldExam.Simulators.Welders;

namespace WeldExam.EndToEnd.Tests.Scenarios;

/// <summary>The same candidates over a pseudo terminal and a TCP port, on the real clock: what holds in virtual time holds on the wire.</summary>
[Trait("Category", "Slow")]
public sealed class RealWireTests
{
    [Fact]
    public async Task Two_candidates_are_judged_alike_on_the_wire_and_in_virtual_time()
    {
        // Both at once, each on a thread of its own as in a box of its own.
        int[] seeds = [7, 10];
        var real = await Task.WhenAll(seeds.Select(seed => Task.Factory.StartNew(
            () => Hold(Draw(seed)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        foreach (var (seed, onWire) in seeds.Zip(real))
        {
            var inVirtual = VirtualBooth.Hold(Draw(seed)).Outcome;
            Assert.True(
                onWire.Outcome.Forecast.Deductions.All(foretold => foretold.Fits(onWire.Outcome.TimesOf(foretold.Id))),
                Excerpts.Of(Draw(seed), onWire.Outcome, onWire.Truth));
            Assert.Equal(inVirtual.Judged.Select(line => (line.Id, line.MachineTimes)), onWire.Outcome.Judged.Select(line => (line.Id, line.MachineTimes)));
            Assert.Equal(inVirtual.Sheet.Points, onWire.Outcome.Sheet.Points);
        }
    }

    private static Candidacy Draw(int seed) => FiftyExams.Draw(seed) with { Meter = WeldMeter.Patient };

    private static (K21Outcome Outcome, TruthLog Truth) Hold(Candidacy candidacy) => new VirtualThread(clock: null).Run(async () =>
    {
        var clock = TimeProvider.System;
        await using var booth = SimulatedStation.Start(candidacy.Scenario(new LinkPlan.Pty(Baud: VirtualBooth.Baud), new LinkPlan.Tcp()), clock);
        var serial = new SerialLine(booth.AddressOf("meter"), new SerialSettings { Baud = VirtualBooth.Baud, StopBits = 2 }, clock);
        var address = booth.AddressOf("inputs").Split(':');
        var tcp = new TcpLine(address[0], int.Parse(address[1], CultureInfo.InvariantCulture), clock);
        using var meter = new RtuBus(serial, VirtualBooth.Baud, new(), new Random(1), clock, NullLogger<RtuBus>.Instance);
        using var inputs = new ModbusTcpLink(tcp, new(), new Random(1), clock, NullLogger<ModbusTcpLink>.Instance);
        var exam = new K21Exam(new ExamPoint(meter, inputs, candidacy.Meter.Profile, clock, candidacy.Seed), booth, candidacy.Meter.Sight, clock);
        return (await exam.HoldAsync(Welder.Perform("k21", candidacy.Skill, new Random(candidacy.Seed)), CancellationToken.None), booth.Truth);
    });
}
