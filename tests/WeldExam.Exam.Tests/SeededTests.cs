using CsCheck;

namespace WeldExam.Exam.Tests;

public sealed class SeededTests
{
    [Fact]
    public void The_same_seed_draws_the_same_cases_and_another_seed_others()
    {
        Assert.Equal(Drawn(7), Drawn(7));
        Assert.NotEqual(Drawn(7), Drawn(8));
        Assert.InRange(Drawn(7).Distinct().Count(), 80, 100); // small numbers are drawn more often
    }

    [Fact]
    public void A_failure_names_a_seed_that_draws_the_failing_case_again()
    {
        var failed = Assert.ThrowsAny<Exception>(() => Seeded.Hold(Gen.Int, 7, 100, drawn => drawn != Drawn(7)[42]));
        var seed = System.Text.RegularExpressions.Regex.Match(failed.Message, "seed: \"(?<seed>[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["seed"].Value;
        Assert.Equal(Drawn(7)[42], Gen.Int.Generate(PCG.Parse(seed), null, out _));
    }

    private static List<int> Drawn(uint seed)
    {
        var drawn = new List<int>();
        Seeded.Hold(Gen.Int, seed, 100, value =>
        {
            drawn.Add(value);
            return true;
        });
        return drawn;
    }
}
