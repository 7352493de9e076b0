using WeldExam.EndToEnd.Tests.Rig;
using WeldExam.Simulators.Welders;
using WeldExam.Simulators.Welding;

namespace WeldExam.EndToEnd.Tests.Scenarios;

/// <summary>Verdicts come from measured data: what a sheet says of a candidate is what really happened at the booth.</summary>
[Collection("exams")]
public sealed class FiftyCandidatesTests(ITestOutputHelper output)
{
    private const int Candidates = 50;

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, Candidates));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_sheet_says_what_happened(int seed)
    {
        var candidacy = Draw(seed);
        var (outcome, truth) = VirtualBooth.Hold(candidacy);
        foreach (var f in outcome.Forecast.Deductions)
            output.WriteLine($"{f} → {outcome.TimesOf(f.Id)?.ToString() ?? "unknown"} {(f.Fits(outcome.TimesOf(f.Id)) ? "" : "WRONG")}");
        output.WriteLine($"{outcome.Sheet.Points}");
        Assert.True(outcome.Forecast.Deductions.All(f => f.Fits(outcome.TimesOf(f.Id))), Excerpts.Of(candidacy, outcome, truth));
    }

    internal static Candidacy Draw(int seed) => new(
        seed,
        seed % 5 == 0 ? SkilfulWelder.Draw(seed) : FaultyWelder.Draw(seed),
        FaultyBooth.Draw(seed));
}
