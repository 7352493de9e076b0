using System.Collections.Immutable;
using WeldExam.Simulators.Cards;
using WeldExam.Simulators.Exams;
using WeldExam.Simulators.Points;
using WeldExam.Simulators.Welders;

namespace WeldExam.EndToEnd.Tests.Points;

/// <summary>A simulated point with one box and one candidate, in the test's folder.</summary>
internal sealed class OneBoxPoint : IAsyncDisposable
{
    private static readonly ImmutableArray<string> Staff = ["E-1001", "E-1002"];

    private readonly ExamPlan _exam;
    private readonly ITestOutputHelper _output;
    private readonly int _seed;

    private OneBoxPoint(string folder, ExamPoint point, ExamPlan exam, int seed, ITestOutputHelper output) =>
        (Folder, Point, _exam, _seed, _output) = (folder, point, exam, seed, output);

    public string Folder { get; }

    public ExamPoint Point { get; }

    public SimulatedBox Box => Point.Boxes[0];

    public static async Task<OneBoxPoint> StartAsync(
        string folder, ImmutableArray<string> tasks, WelderSkill skill, int seed, int? brokerPort, ITestOutputHelper output, CancellationToken cancel)
    {
        var random = new Random(seed);
        var born = new DateOnly(1985, 1, 1).AddDays(random.Next(5000));
        var card = new ResidentCard { Label = "P-7F31", Name = "测甲", Born = born, Number = IdNumber.Make(born, random.Next(1000)) };
        var sitting = new byte[16];
        random.NextBytes(sitting);
        var plan = new ExamPointPlan
        {
            Programs = Product.Programs,
            Folder = folder,
            Paper = Product.Paper,
            Candidates = [new("P-7F31", card, new Guid(sitting), ["K1", "K2", "K3", "K4"])],
            Boxes = 1,
            ExternalBrokerPort = brokerPort,
        };
        var exam = new ExamPlan("P-7F31", card, tasks, skill, random.Next(), [], Staff);
        return new(folder, await ExamPoint.StartAsync(plan, TimeProvider.System, seed, cancel), exam, seed, output);
    }

    /// <summary>Sits all tasks and waits for what box and centre have to say.</summary>
    public async Task<IReadOnlyList<Guid>> SitAsync(CancellationToken cancel) =>
        await new ExamDirector(Box.Client, Box.Station, Box.Devices, TimeProvider.System, new Random(_seed), _output.WriteLine).SitAsync(_exam, cancel);

    /// <summary>The candidate's performance has begun.</summary>
    public async Task UntilWeldingAsync(CancellationToken cancel)
    {
        while (!Box.Devices.Truth.All<Simulators.Truth.TruthEntry.PerformanceStarted>().Any())
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancel);
    }

    public async ValueTask DisposeAsync() => await Point.DisposeAsync();
}
