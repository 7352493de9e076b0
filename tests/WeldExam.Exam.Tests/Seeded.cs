using CsCheck;

namespace WeldExam.Exam.Tests;

/// <summary>Properties over the same cases in every run. CsCheck's own <c>seed</c> fixes the first case only; the others are drawn anew each time.</summary>
internal static class Seeded
{
    /// <summary>Holds <paramref name="property"/> against case 0, 1, 2 … of a seed. The first that fails is handed to CsCheck, which names its seed and makes it smaller.</summary>
    public static void Hold<T>(Gen<T> cases, uint seed, int count, Func<T, bool> property)
    {
        for (var i = 0; i < count; i++)
        {
            var random = new PCG((uint)i, seed);
            var named = random.ToString(random.State);
            var drawn = cases.Generate(random, null, out _);
            if (!Holds(property, drawn))
                cases.Sample(property, seed: named, iter: 1, threads: 1);
        }
    }

    private static bool Holds<T>(Func<T, bool> property, T drawn)
    {
        try
        {
            return property(drawn);
        }
        catch (Xunit.Sdk.XunitException)
        {
            return false;
        }
    }
}
