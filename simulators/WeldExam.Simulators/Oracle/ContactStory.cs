using System.Collections.Immutable;
using WeldExam.Simulators.Truth;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Oracle;

/// <summary>What one contact really did between two moments.</summary>
internal sealed class ContactStory
{
    private readonly TimeSpan _to;

    /// <param name="truth">What happened.</param>
    /// <param name="signal">Which contact.</param>
    /// <param name="closed">The position asked about: closed or open.</param>
    /// <param name="from">Begin of the examined time.</param>
    /// <param name="to">Its end.</param>
    public ContactStory(TruthLog truth, StationSignal signal, bool closed, TimeSpan from, TimeSpan to)
    {
        _to = to;
        var spells = ImmutableArray.CreateBuilder<Spell>();
        var atRest = signal is StationSignal.ClampRest or StationSignal.HolderRest or StationSignal.EmergencyStop;
        TimeSpan? since = atRest == closed ? TimeSpan.Zero : null;
        foreach (var edge in truth.All<TruthEntry.Edge>().Where(edge => edge.Signal == signal && edge.At < to))
        {
            if (edge.Closed == closed)
                since ??= edge.At;
            else if (since is { } begun)
                (_, since) = (Add(spells, begun, edge.At, from), (TimeSpan?)null);
            LastEdge = edge.At;
        }

        if (since is { } open)
            Add(spells, open, to, from);
        Spells = spells.ToImmutable();
    }

    /// <summary>When it was in that position.</summary>
    public ImmutableArray<Spell> Spells { get; }

    public bool Ever => !Spells.IsEmpty;

    public TimeSpan? First => Ever ? Spells[0].From : null;

    /// <summary>End of the last spell.</summary>
    public TimeSpan? Last => Ever ? Spells[^1].To : null;

    public bool AtEnd => Last == _to;

    private TimeSpan? LastEdge { get; }

    /// <summary>In that position at the end of the examined time.</summary>
    public Fact HoldsAtEnd(TimeSpan doubt) => new(AtEnd, _to - LastEdge <= doubt);

    private static bool Add(ImmutableArray<Spell>.Builder spells, TimeSpan from, TimeSpan to, TimeSpan begin)
    {
        if (to <= begin)
            return false;
        spells.Add(new(from < begin ? begin : from, to));
        return true;
    }
}

/// <summary>A stretch of simulated time.</summary>
internal readonly record struct Spell(TimeSpan From, TimeSpan To)
{
    public TimeSpan Length => To - From;

    public TimeSpan Overlap(Spell other)
    {
        var overlap = (To < other.To ? To : other.To) - (From > other.From ? From : other.From);
        return overlap > TimeSpan.Zero ? overlap : TimeSpan.Zero;
    }
}
