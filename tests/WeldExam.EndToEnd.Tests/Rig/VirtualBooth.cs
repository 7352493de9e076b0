using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Modbus;
using WeldExam.Simulators;
using WeldExam.Simulators.Devices;
using WeldExam.Simulators.Scenarios;
using WeldExam.Simulators.Truth;
using WeldExam.Simulators.Welders;
using WeldExam.Simulators.Welding;

namespace WeldExam.EndToEnd.Tests.Rig;

/// <summary>A candidate and the booth where the exam is held.</summary>
internal sealed record Candidacy(int Seed, WelderSkill Skill, StationSettings Booth)
{
    public static readonly TimeSpan MeterRefresh = TimeSpan.FromMilliseconds(50);

    /// <summary>The same booth on the links given.</summary>
    public Scenario Scenario(LinkPlan meter, LinkPlan inputs) => new()
    {
        Seed = Seed,
        Station = Booth,
        Devices =
        [
            new DevicePlan.WeldMeter("meter", meter) { Settings = new Pzem017Settings { Refresh = MeterRefresh } },
            new DevicePlan.DigitalInputs("inputs", inputs),
        ],
    };
}

/// <summary>Holds an exam of about a minute in virtual time: simulated devices at the ends of wires that carry bytes at their real speed,
/// Modbus RTU at 9600 Bd for the meter and Modbus TCP for the inputs.</summary>
internal static class VirtualBooth
{
    public const int Baud = 9600;

    public static (K21Outcome Outcome, TruthLog Truth) Hold(Candidacy candidacy)
    {
        var clock = new VirtualClock();
        var thread = new VirtualThread(clock);
        return thread.Run(async () =>
        {
            await using var booth = SimulatedStation.Start(
                candidacy.Scenario(new LinkPlan.InMemory(IsTcp: false), new LinkPlan.InMemory(IsTcp: true)), clock);
            using var meter = new RtuBus(
                new VirtualLine(booth, "meter", VirtualLine.ByteAt(Baud), TimeSpan.Zero, clock), Baud, new(), new Random(candidacy.Seed), clock, NullLogger<RtuBus>.Instance);
            using var inputs = new ModbusTcpLink(
                new VirtualLine(booth, "inputs", TimeSpan.FromMicroseconds(1), TimeSpan.FromMilliseconds(1), clock), new(), new Random(candidacy.Seed), clock, NullLogger<ModbusTcpLink>.Instance);
            var exam = new K21Exam(new ExamPoint(meter, inputs, clock, candidacy.Seed), booth, clock);
            var outcome = await exam.HoldAsync(Welder.Perform("k21", candidacy.Skill, new Random(candidacy.Seed)), TestContext.Current.CancellationToken);
            return (outcome, booth.Truth);
        });
    }
}
