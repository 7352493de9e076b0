namespace WeldExam.Exam.Timeline;

/// <summary>What is known of a condition at one moment. Edge and Hole are both unknown; they differ in how much may have happened unseen.</summary>
internal enum Truth : byte
{
    False,
    True,

    /// <summary>Somewhere in this span the condition changed exactly once: as fine as the channel can see.</summary>
    Edge,

    /// <summary>Nobody saw it: anything may have happened.</summary>
    Hole,
}

/// <summary>Kleene's three-valued logic; a hole outweighs an edge.</summary>
internal static class Kleene
{
    public static Truth Not(this Truth truth) => truth switch
    {
        Truth.False => Truth.True,
        Truth.True => Truth.False,
        _ => truth,
    };

    public static Truth And(this Truth left, Truth right)
    {
        if (left == Truth.False || right == Truth.False)
            return Truth.False;
        return left > right ? left : right; // True < Edge < Hole
    }

    public static Truth Or(this Truth left, Truth right) => left.Not().And(right.Not()).Not();

    public static bool IsKnown(this Truth truth) => truth <= Truth.True;
}
