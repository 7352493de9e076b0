using WeldExam.Exam.Rules;
using WeldExam.Exam.Tests.Performances;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Tests.Timeline;

/// <summary>One letter is one sample of 100 ms: o off, e energised, a arc, s short, - between the thresholds.</summary>
[Trait("Clause", "domain §4")]
public sealed class ArcLabelsTests
{
    [Theory]
    [InlineData("eeeaaaaaaeeeeeeee", "eeeaaaaaaeeeeeeee")]      // an arc of 0.5 s
    [InlineData("eeeaaaeeeeeeee", "eeessseeeeeeee")]            // 0.2 s are contact, not an arc
    [InlineData("eessaaaaaeeeeeeee", "eessaaaaaeeeeeeee")]      // a strike
    [InlineData("aaaaaeeeaaaaaeeeeeeee", "aaaaaaaaaaaaaeeeeeeee")] // a dip of 0.2 s belongs to the arc
    [InlineData("aaaaassaaaaaeeeeeeee", "aaaaaaaaaaaaeeeeeeee")]   // so does a short one
    [InlineData("aaaaasssssssaeeeeeeee", "aaaaakkkkkkkseeeeeeee")] // 0.6 s of short: stuck, then a flash
    [InlineData("eesssssseeee", "eekkkkkkeeee")]
    [InlineData("eeessseeee", "eeessseeee")]
    [InlineData("eeeaaaaa--aaaeeeeeeee", "eeeaaaaaaaaaaeeeeeeee")]
    [InlineData("ooeeoo", "ooeeoo")]
    [InlineData("eeeaa", "eee??")]                              // cut off before it was decided
    [InlineData("aaeee", "??eee")]                              // began unseen
    public void States_follow_the_holds(string looks, string states)
    {
        var told = new SortedDictionary<long, char>();
        var labels = new ArcLabels(SamplePaper.Paper.Arc(111)!, (sample, state) => told.Add(sample.At, "?oeask"[State(state)]));
        for (var i = 0; i < looks.Length; i++)
            labels.Take(new(i * 100_000, 0, 0), looks[i] == '-' ? ArcStates.None : (ArcStates)(1 << "oeas".IndexOf(looks[i], StringComparison.Ordinal)));
        labels.Lose();
        Assert.Equal(states, string.Concat(told.Values));
    }

    [Theory]
    [InlineData(0, 0, ArcStates.Off)]
    [InlineData(49, 680, ArcStates.Energised)]
    [InlineData(50, 680, ArcStates.None)]
    [InlineData(151, 240, ArcStates.Arc)]
    [InlineData(150, 240, ArcStates.None)]
    [InlineData(1500, 120, ArcStates.Short)]
    [InlineData(1500, 450, ArcStates.None)]
    public void A_sample_is_told_by_the_papers_thresholds(long tenthAmperes, long tenthVolts, ArcStates expected) =>
        Assert.Equal(expected, new ArcLook(SamplePaper.Paper.Arc(111)!, -1, -1).Of(tenthAmperes, tenthVolts));

    private static int State(ArcStates state) => state == ArcStates.None ? 0 : 1 + System.Numerics.BitOperations.Log2((uint)state);
}
