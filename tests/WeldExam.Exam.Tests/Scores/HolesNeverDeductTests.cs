using CsCheck;
using WeldExam.Exam.Tests.Performances;
using static WeldExam.Exam.Tests.Scores.GoldenK21Tests;

namespace WeldExam.Exam.Tests.Scores;

[Trait("Clause", "domain §3.2")]
public sealed class HolesNeverDeductTests
{
    private static readonly Gen<(double From, double To)> Holes = Gen.Select(Gen.Int[0, 560], Gen.Int[1, 60], (from, length) => (from / 10.0, (from + length) / 10.0));

    private static readonly Gen<(double From, double Length, double Amperes, double Volts)> Welds = Gen.Select(
        Gen.Int[100, 420], Gen.Int[1, 120], Gen.Int[0, 3].Select(i => 100 + (i * 18.0)), Gen.Int[0, 3].Select(i => i == 0 ? 3.0 : 24.0),
        (from, length, amperes, volts) => (from / 10.0, length / 10.0, amperes, volts));

    [Fact]
    public void Whatever_is_lost_nothing_is_deducted_and_nothing_excused_that_the_whole_evidence_does_not() => Seeded.Hold(
        Gen.Select(Welds.List[1, 6], Holes.List[1, 4]),
        20_230_917,
        300,
        drawn =>
        {
            var (welds, holes) = drawn;
            var whole = Lines(Sheet(Play(welds, []))).ToDictionary(line => line.Id);
            foreach (var line in Lines(Sheet(Play(welds, holes))).Where(line => line.MachineTimes is not null))
            {
                var known = whole[line.Id].MachineTimes;
                Assert.True(known is null || Math.Min(1, line.MachineTimes!.Value) == Math.Min(1, known.Value), $"{line.Id}: {line.MachineTimes} with holes, {known} without");
                Assert.True(known is null || line.MachineTimes <= known, $"{line.Id}: {line.MachineTimes} times with holes, {known} without");
            }

            return true;
        });

    /// <summary>The sample before a hole was taken to hold into it: an arc that ended there seemed to outlast the machine switch.</summary>
    [Fact]
    public void An_arc_that_may_have_ended_in_a_hole_does_not_outlast_a_switch()
    {
        List<(double From, double Length, double Amperes, double Volts)> welds = [(35.6, 11.2, 118, 24)];
        Assert.Equal(0, Lines(Sheet(Play(welds, []))).Single(line => line.Id == "K21.16.a").MachineTimes);
        Assert.Null(Lines(Sheet(Play(welds, [(46.8, 51.5)]))).Single(line => line.Id == "K21.16.a").MachineTimes);
    }

    private static Performance Play(List<(double From, double Length, double Amperes, double Volts)> welds, List<(double From, double To)> holes)
    {
        var play = Performance.Right().NoWelding();
        foreach (var (from, length, amperes, volts) in welds)
            play.Weld(from, from + length, amperes, volts);
        foreach (var (from, to) in holes)
            play.Hole(from, to);
        return play;
    }
}
