using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using WeldExam.Simulators.Exams;
using WeldExam.Simulators.Points;

namespace WeldExam.Simulators.Cli.Demo;

/// <summary>Lets the candidates sit their exams and gathers what box and centre say.</summary>
internal static class DemoRun
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<DemoResults> RunAsync(
        ExamPoint point, ImmutableArray<(Enrolled Enrolled, ExamPlan Plan)> candidates, Random random, CancellationToken cancel)
    {
        var sittings = candidates.Zip(point.Boxes).Select(async pair =>
        {
            var director = new ExamDirector(pair.Second.Client, pair.Second.Station, pair.Second.Devices, TimeProvider.System, new Random(random.Next()), Console.Error.WriteLine);
            return (Box: pair.Second, Parts: await director.SitAsync(pair.First.Plan, cancel));
        }).ToList();
        var sat = await Task.WhenAll(sittings);
        using var http = new HttpClient { BaseAddress = point.CentreUrl };
        var centre = new BoxClient(http, TimeProvider.System);
        var parts = ImmutableArray.CreateBuilder<PartPair>();
        foreach (var (box, ids) in sat)
        {
            foreach (var id in ids)
                parts.Add(await PairAsync(box, centre, id, cancel));
        }

        var totals = ImmutableArray.CreateBuilder<JsonNode>();
        foreach (var ((enrolled, _), box) in candidates.Zip(point.Boxes))
        {
            var sitting = await centre.GetAsync($"/api/v1/sittings/{enrolled.Sitting:N}", cancel);
            sitting["resit"] = (await box.Client.GetAsync($"/api/v1/sittings/{enrolled.Sitting:N}/resit", cancel)).DeepClone();
            totals.Add(sitting);
        }

        return new(parts.ToImmutable(), totals.ToImmutable());
    }

    private static async Task<PartPair> PairAsync(SimulatedBox box, BoxClient centre, Guid part, CancellationToken cancel)
    {
        var exam = await VerifiedAsync(centre, part, cancel);
        var boxFile = await box.Client.DownloadAsync($"/api/v1/parts/{part}/journal", cancel);
        var centreFile = await centre.DownloadAsync($"/api/v1/exams/{part}/journal", cancel);
        return new(
            Convert.ToHexStringLower(SHA256.HashData(boxFile)),
            Convert.ToHexStringLower(SHA256.HashData(centreFile)),
            await box.Client.GetAsync($"/api/v1/parts/{part}/sheet", cancel),
            exam,
            await box.Client.DownloadAsync($"/api/v1/parts/{part}/bundle", cancel));
    }

    /// <summary>Waits until the centre has the whole journal and has made up its mind.</summary>
    private static async Task<JsonNode> VerifiedAsync(BoxClient centre, Guid part, CancellationToken cancel)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < Patience)
        {
            var exams = (await centre.GetAsync("/api/v1/exams", cancel)).AsArray();
            var exam = exams.FirstOrDefault(known => known!["id"]!.GetValue<string>() == part.ToString("N"));
            if (exam is not null && exam["isSealed"]!.GetValue<bool>() && exam["reScore"]!.GetValue<string>() != "pending")
                return exam.DeepClone();
            await Task.Delay(Look, TimeProvider.System, cancel);
        }

        throw new TimeoutException($"the centre has not verified part {part:N} within {Patience.TotalSeconds} s");
    }
}
