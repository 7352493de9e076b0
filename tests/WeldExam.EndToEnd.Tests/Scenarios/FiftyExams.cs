using WeldExam.EndToEnd.Tests.Rig;
using WeldExam.Simulators.Truth;
using WeldExam.Simulators.Welders;
using WeldExam.Simulators.Welding;

namespace WeldExam.EndToEnd.Tests.Scenarios;

/// <summary>Fifty seeded candidates, each examined once. Every tenth is skilful, the others draw their faults; the booth draws its own.</summary>
public sealed class FiftyExams
{
    public const int Candidates = 50;

    private readonly Dictionary<int, (K21Outcome Outcome, TruthLog Truth)> _held = [];

    internal static Candidacy Draw(int seed) =>
        new(seed, seed % 10 == 0 ? SkilfulWelder.Draw(seed) : FaultyWelder.Draw(seed), FaultyBooth.Draw(seed));

    internal (K21Outcome Outcome, TruthLog Truth) Of(int seed)
    {
        if (!_held.TryGetValue(seed, out var held))
            _held[seed] = held = VirtualBooth.Hold(Draw(seed));
        return held;
    }
}
