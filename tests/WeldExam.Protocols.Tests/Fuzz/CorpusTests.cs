using WeldExam.Fuzz.Targets;
using Xunit;

namespace WeldExam.Protocols.Tests.Fuzz;

/// <summary>What fuzzing found worth keeping (tests/fuzz/corpus), run again: nothing throws, and what is taken is written back to the same bytes.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.All.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_kept_input_still_holds(string target)
    {
        var inputs = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus", target));
        Assert.True(inputs.Length >= 5, $"no corpus of {target}");
        foreach (var input in inputs)
            Assert.Null(Record.Exception(() => FuzzTargets.All[target](File.ReadAllBytes(input))));
    }
}
