using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Modbus;
using WeldExam.Simulators;
using WeldExam.Simulators.Devices;
using WeldExam.Simulators.Oracle;
using WeldExam.Simulators.Scenarios;
using WeldExam.Simulators.Truth;
using WeldExam.Simulators.Welders;
using WeldExam.Simulators.Welding;

namespace WeldExam.EndToEnd.Tests.Rig;

/// <summary>A meter's profile, what it really does, and what the oracle is told of it.</summary>
internal sealed record WeldMeter(string Profile, TimeSpan Refresh, Eyesight Sight)
{
    public static readonly WeldMeter Fast = new("simulated-meter", TimeSpan.FromMilliseconds(50), new Eyesight());

    /// <summary>Half as fast, so that a busy machine may stall a quarter of a second without leaving a hole.</summary>
    public static readonly WeldMeter Patient = new("simulated-meter-100ms", TimeSpan.FromMilliseconds(100), new Eyesight
    {
        MeterPoll = TimeSpan.FromMilliseconds(100),
        MeterRefresh = TimeSpan.FromMilliseconds(100),
        MeterDelay = TimeSpan.FromMilliseconds(120),
    });

    /// <summary>As shipped: nobody has measured yet how often it renews its registers, so the profile assumes the worst.</summary>
    public static readonly WeldMeter Pzem017 = new("pzem-017", TimeSpan.FromMilliseconds(900), new Eyesight
    {
        MeterPoll = TimeSpan.FromMilliseconds(200),
        MeterRefresh = TimeSpan.FromSeconds(1),
        MeterDelay = TimeSpan.FromSeconds(1),
    });
}

/// <summary>A candidate and the booth where the exam is held.</summary>
internal sealed record Candidacy(int Seed, WelderSkill Skill, StationSettings Booth)
{
    public WeldMeter Meter { get; init; } = WeldMeter.Fast;

    /// <summary>The same booth on the links given.</summary>
    public Scenario Scenario(LinkPlan meter, LinkPlan inputs) => new()
    {
        Seed = Seed,
        Station = Booth,
        Devices =
        [
            new DevicePlan.WeldMeter("meter", meter) { Settings = new Pzem017Settings { Refresh = Meter.Refresh } },
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
            var exam = new K21Exam(new ExamPoint(meter, inputs, candidacy.Meter.Profile, clock, candidacy.Seed), booth, candidacy.Meter.Sight, clock);
            var outcome = await exam.HoldAsync(Welder.Perform("k21", candidacy.Skill, new Random(candidacy.Seed)), TestContext.Current.CancellationToken);
            return (outcome, booth.Truth);
        });
    }
}
