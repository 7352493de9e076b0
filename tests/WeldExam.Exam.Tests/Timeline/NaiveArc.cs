using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Tests.Timeline;

/// <summary>What docs/PAPERS.md (Arc states) says, by a look at all samples: they are cut into stretches without a hole, those into spells of one look.</summary>
internal static class NaiveArc
{
    /// <summary>Pairs of current and voltage: read at that moment, or held by a sample whose next good one came in time.</summary>
    public static List<(long At, long Current, long Voltage)> Joined(IEnumerable<Row> current, IEnumerable<Row> voltage, long hold)
    {
        var (i, u) = (Good(current), Good(voltage));
        return [.. i.Concat(u).Select(row => row.At).Distinct().Order()
            .Select(at => (At: at, Current: Held(i, at, hold), Voltage: Held(u, at, hold)))
            .Where(pair => pair is { Current: not null, Voltage: not null })
            .Select(pair => (pair.At, pair.Current!.Value, pair.Voltage!.Value))];
    }

    /// <summary>The state at each pair; none where nobody can tell.</summary>
    public static List<(long At, ArcStates State)> Labels(List<(long At, long Current, long Voltage)> pairs, ArcParameters arc, long hold)
    {
        var look = new ArcLook(arc, -1, -1);
        var labels = new List<(long At, ArcStates State)>();
        var from = 0;
        for (var i = 1; i <= pairs.Count; i++)
        {
            if (i < pairs.Count && pairs[i].At - pairs[i - 1].At <= hold)
                continue;
            labels.AddRange(Stretch([.. pairs[from..i].Select(pair => (pair.At, look.Of(pair.Current, pair.Voltage)))], arc));
            from = i;
        }

        return labels;
    }

    private static Row[] Good(IEnumerable<Row> rows) => [.. rows.Where(row => row.Value is not null)];

    private static long? Held(Row[] good, long at, long hold)
    {
        var before = Array.FindLastIndex(good, row => row.At <= at);
        if (before < 0)
            return null;
        return good[before].At == at || (before + 1 < good.Length && good[before + 1].At - good[before].At <= hold) ? good[before].Value : null;
    }

    private static (long At, ArcStates State)[] Stretch((long At, ArcStates Look)[] samples, ArcParameters arc)
    {
        for (var i = 1; i < samples.Length; i++)
        {
            if (samples[i].Look == ArcStates.None)
                samples[i].Look = samples[i - 1].Look;
        }

        var states = new ArcStates[samples.Length];
        var first = Array.FindIndex(samples, sample => sample.Look != ArcStates.None);
        var begin = first;
        var burning = false;
        for (var spell = first; spell >= 0 && spell < samples.Length;)
        {
            var end = spell;
            while (end < samples.Length && Class(samples[end].Look) == Class(samples[spell].Look))
                end++;
            (begin, burning) = Spell(samples, states, arc, (begin, spell, end), burning, isFirst: spell == first);
            spell = end;
        }

        return [.. samples.Zip(states, (sample, state) => (sample.At, state))];
    }

    /// <param name="samples">All samples of the stretch.</param>
    /// <param name="states">Where their states are written.</param>
    /// <param name="arc">The holds.</param>
    /// <param name="place">Since when nothing is decided, and the spell.</param>
    /// <param name="burning">An arc burns and has not been decided to be over.</param>
    /// <param name="isFirst">Its begin was not seen.</param>
    private static (int Undecided, bool Burning) Spell(
        (long At, ArcStates Look)[] samples, ArcStates[] states, ArcParameters arc, (int Begin, int From, int To) place, bool burning, bool isFirst)
    {
        var (begin, from, to) = place;
        var kind = Class(samples[from].Look);
        var held = samples[to - 1].At - samples[from].At;
        if (kind == ArcStates.Arc && (burning || held >= arc.ArcHold.Microseconds()))
        {
            Array.Fill(states, ArcStates.Arc, begin, to - begin);
            return (to, true);
        }

        // a burning arc is over when something else is held, or when it has not come back for as long as both holds together
        var hold = kind == ArcStates.Short ? arc.StuckHold.Microseconds() : arc.EndHold.Microseconds();
        var lastArc = begin > 0 ? samples[begin - 1].At : 0;
        var isOver = !burning || held >= hold || samples[to - 1].At - lastArc >= (arc.EndHold + arc.StuckHold).Microseconds();
        if (!isOver)
            return (begin, true);
        for (var i = begin; i < from; i++)
            states[i] = samples[i].Look;
        for (var i = from; i < to; i++)
        {
            states[i] = kind switch
            {
                ArcStates.Off => samples[i].Look,
                ArcStates.Short when held >= hold => ArcStates.Stuck,
                _ => to == samples.Length || isFirst ? ArcStates.None : ArcStates.Short,
            };
        }

        return (to, false);
    }

    private static ArcStates Class(ArcStates look) => look == ArcStates.Energised ? ArcStates.Off : look;
}
