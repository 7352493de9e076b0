using WeldExam.Simulators.Truth;

namespace WeldExam.Simulators.Oracle;

/// <summary>How much of the arc time the true current lay outside the task card's window, widened by what the meter may be off:
/// doubt goes to the candidate (docs/PAPERS.md).</summary>
internal sealed class CurrentStory(TruthLog truth, ArcStory arc, (double Least, double Most) card, Eyesight sight)
{
    private const double InsideAtLeast = 0.8;

    /// <summary>Amperes of the arc's own swing that a mean over a refresh leaves.</summary>
    private const double Swing = 4;

    /// <summary>Less than 80 % of the arc time lay inside.</summary>
    public Fact StrayedTooMuch()
    {
        var (inside, outside, near, crossings) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0);
        foreach (var spell in arc.Arcs)
        {
            bool? before = null;
            for (var at = spell.From; at < spell.To; at += sight.MeterRefresh)
            {
                var until = at + sight.MeterRefresh < spell.To ? at + sight.MeterRefresh : spell.To;
                var amperes = truth.Samples(at, until).Average(sample => sample.Amperes);
                var isInside = Excess(amperes) <= 0;
                crossings += before is { } was && was != isInside ? 1 : 0;
                before = isInside;
                near += Math.Abs(Excess(amperes)) < Swing ? until - at : TimeSpan.Zero;
                _ = isInside ? inside += until - at : outside += until - at;
            }
        }

        var whole = inside + outside;
        if (whole == TimeSpan.Zero)
            return Fact.Plain(false).Unless(arc.IsCountInDoubt);

        // Beside an arc flow nothing or the current of a contact, both outside: what may or may not be arc leaves the part open.
        var doubt = (near + ((sight.MeterEdge + (2 * sight.MeterRefresh)) * (crossings + (2 * arc.Arcs.Count))) + arc.BreaksInDoubt) / whole;
        return new(inside / whole < InsideAtLeast, Math.Abs((inside / whole) - InsideAtLeast) <= doubt);
    }

    /// <summary>Amperes outside; negative inside.</summary>
    private double Excess(double amperes)
    {
        var doubt = (amperes * sight.OfReading) + sight.Absolute;
        return Math.Max(card.Least - amperes - doubt, amperes - doubt - card.Most);
    }
}
