using System.Collections.Immutable;

namespace WeldExam.Exam.Journal;

/// <summary>Inputs that cannot be as they read. Their states are unknown from here to the end of the epoch (quality implausible), never a deduction.</summary>
/// <param name="Channels">The inputs concerned.</param>
/// <param name="Doubt">What is wrong with them.</param>
/// <param name="Rule">In words, as the station's file says it: <c>machine within rcd</c>.</param>
public sealed record InputDoubted(ImmutableArray<int> Channels, InputDoubt Doubt, string Rule) : Entry;

/// <summary>The numbers are part of the journal format.</summary>
public enum InputDoubt
{
    /// <summary>Something reads energised behind a switch that reads off: a wiring fault.</summary>
    Nesting = 0,

    /// <summary>Changes more often than a hand can switch.</summary>
    Chatter = 1,

    /// <summary>One of them has not changed in the whole epoch, though what lies behind it did: a contact that is stuck, or a broken wire.</summary>
    Stuck = 2,
}
