using WeldExam.Exam.Rules;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Tests.Rules;

[Trait("Clause", "issue 4, Proof")]
public sealed class MonitorMemoryTests
{
    /// <summary>Every operator over eleven hours of conditions that change ten times a second: after the first hour nothing more is allocated.</summary>
    [Fact]
    public void Memory_does_not_grow_with_the_exam()
    {
        var compiler = new RuleCompiler(
            condition => new LeafProbe(condition == Trace.ConditionB ? 1 : 0, 0), new ArcBasis(300_000, 500_000, 500_000, 200_000, 300_000, 0.8m, null, null), (_, _) => 0);
        var monitors = Operator.All.Values.Select(of => compiler.Compile(of.Rule(3))).ToArray();
        foreach (var monitor in monitors)
            monitor.Begin(0, [Truth.False, Truth.False]);
        Run(monitors, 1, 36_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(monitors, 36_000, 396_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000); // one list that grew with the changes would take megabytes
    }

    private static void Run(RuleMonitor[] monitors, int from, int to)
    {
        Span<Truth> values = stackalloc Truth[2];
        for (var i = from; i < to; i++)
        {
            (values[0], values[1]) = ((Truth)(i * 7L % 11 % 4), (Truth)(i * 5L % 13 % 4));
            foreach (var monitor in monitors)
                monitor.Step(i * 100_000L, values);
        }
    }
}
