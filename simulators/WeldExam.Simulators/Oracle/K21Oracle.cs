using WeldExam.Simulators.Truth;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Oracle;

/// <summary>Says from the truth alone which deductions of K21 (manual metal arc) an exam must come to. Written from the words of the
/// sample paper and docs/PAPERS.md, never from the scoring: it knows exact times and the true current, no journal and no sample.</summary>
/// <param name="truth">What really happened.</param>
/// <param name="card">Amperes of the task card.</param>
/// <param name="sight">How fine the station's instruments see.</param>
/// <param name="from">Begin of the examined time, simulated.</param>
/// <param name="to">Its end.</param>
public sealed class K21Oracle(TruthLog truth, (double Least, double Most) card, Eyesight sight, TimeSpan from, TimeSpan to)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly ArcStory _arc = new(truth, from, to, sight);
    private readonly ContactStory _main = On(truth, StationSignal.Main, from, to);
    private readonly ContactStory _rcd = On(truth, StationSignal.Rcd, from, to);
    private readonly ContactStory _machine = On(truth, StationSignal.Machine, from, to);
    private readonly ContactStory _fan = On(truth, StationSignal.Fan, from, to);
    private readonly ContactStory _holderAtRest = On(truth, StationSignal.HolderRest, from, to);
    private readonly ContactStory _clampAtRest = On(truth, StationSignal.ClampRest, from, to);
    private readonly ContactStory _clampTaken = new(truth, StationSignal.ClampRest, closed: false, from, to);
    private readonly ContactStory _stopPressed = new(truth, StationSignal.EmergencyStop, closed: false, from, to);

    /// <summary>What the sheet must say.</summary>
    public K21Forecast Foretell() => new(
    [
        Foretold.Of("K21.1.b", !BeforeFirstArc(_fan)),
        Foretold.Of("K21.7.a", Fact.Plain(!_main.Ever)),
        Foretold.Of("K21.8.a", Fact.Plain(!_rcd.Ever)),
        Foretold.Of("K21.9.a", Fact.Plain(!_machine.Ever)),
        Foretold.Of("K21.10.a", !BeforeFirstArc(_clampTaken)),
        Foretold.Of("K21.11.a", !(NotAfter(_main.First, _rcd.First) & NotAfter(_rcd.First, _machine.First) & NotAfter(_main.First, _machine.First))),
        Foretold.Of("K21.13.a", !TrialWeld()),
        Foretold.Of("K21.13.b", !PauseAfterTrial()),
        Foretold.Of("K21.14.a", !WeldLongEnough()),
        Foretold.Of("K21.14.b", new CurrentStory(truth, _arc, card, sight).StrayedTooMuch()),
        Sticks(),
        Interruptions(),
        Foretold.Of("K21.14.v", WeldedUnderStop()),
        Foretold.Of("K21.15.a", !(Fact.Plain(_clampTaken.Ever) & _clampAtRest.HoldsAtEnd(sight.InputEdge))),
        Foretold.Of("K21.16.a", !OffAfterLastArc(_machine)),
        Foretold.Of("K21.17.a", !OffAfterLastArc(_rcd)),
        Foretold.Of("K21.18.a", !OffAfterLastArc(_main)),
        Foretold.Of("K21.18.b", !_main.HoldsAtEnd(sight.InputEdge) & VoltageLeft()),
        Foretold.Of("K21.19.a", !(OffNotAfter(_machine, _rcd) & OffNotAfter(_rcd, _main) & OffNotAfter(_machine, _main))),
        Foretold.Of("K21.23.a", !_holderAtRest.HoldsAtEnd(sight.InputEdge)),
        Foretold.Of("K21.24.a", !_clampAtRest.HoldsAtEnd(sight.InputEdge)),
    ]);

    private static ContactStory On(TruthLog truth, StationSignal signal, TimeSpan from, TimeSpan to) => new(truth, signal, closed: true, from, to);

    private Fact BeforeFirstArc(ContactStory contact) => _arc.Begin is not { } arc
        ? Fact.Plain(true).Unless(_arc.IsCountInDoubt)
        : contact.First is { } came ? Fact.AtLeast(arc, came, sight.ArcEdge + sight.InputEdge) : Fact.Plain(false);

    private Fact NotAfter(TimeSpan? earlier, TimeSpan? later) => earlier is { } a && later is { } b
        ? Fact.AtLeast(b, a, 2 * sight.InputEdge)
        : Fact.Plain(false);

    /// <summary>Both still on at the end is no wrong order of switching off.</summary>
    private Fact OffNotAfter(ContactStory earlier, ContactStory later) => earlier.AtEnd && later.AtEnd
        ? Fact.Plain(true)
        : NotAfter(earlier.Last, later.Last);

    private Fact TrialWeld() => (Runs(atLeast: 2)
        & Fact.AtLeast(_arc.FirstRun, TimeSpan.FromSeconds(2), sight.ArcLength)
        & Fact.AtLeast(TimeSpan.FromSeconds(10), _arc.FirstRun, sight.ArcLength)).Unless(_arc.IsCountInDoubt);

    private Fact PauseAfterTrial() => (!Runs(atLeast: 2)
        | Fact.AtLeast(_arc.PauseAfterFirstRun, TimeSpan.FromSeconds(3), sight.ArcLength)).Unless(_arc.IsCountInDoubt);

    private Fact WeldLongEnough() => Fact.AtLeast(
        _arc.AfterFirstRun,
        TimeSpan.FromSeconds(15),
        (sight.ArcLength * _arc.Runs.Skip(1).Sum(run => run.Length)) + _arc.BreaksInDoubt).Unless(_arc.IsCountInDoubt);

    private Fact Runs(int atLeast) => new(_arc.Runs.Count >= atLeast, _arc.IsCountInDoubt);

    private Foretold Sticks()
    {
        var (least, most) = (Math.Clamp(_arc.SureSticks - 1, 0, 3), Math.Clamp(_arc.PossibleSticks - 1, 0, 3));
        return new("K21.14.c", least, most, least != most);
    }

    private Foretold Interruptions()
    {
        var times = Math.Clamp(_arc.Runs.Count - 2 - 1, 0, 3);
        return new("K21.14.d", times, times, _arc.IsCountInDoubt);
    }

    private Fact WeldedUnderStop()
    {
        var longest = _arc.Arcs.SelectMany(arc => _stopPressed.Spells.Select(arc.Overlap)).DefaultIfEmpty().Max();
        return Fact.AtLeast(longest, Grace, sight.ArcEdge + sight.InputEdge);
    }

    /// <summary>It was on, is off at the end, and was on until the last arc was over.</summary>
    private Fact OffAfterLastArc(ContactStory contact)
    {
        var afterArc = (_arc.End, contact.Last) switch
        {
            (_, null) => Fact.Plain(true),
            (null, _) => Fact.Plain(false).Unless(_arc.IsCountInDoubt),
            ({ } arc, { } off) => Fact.AtLeast(off, arc, sight.ArcEdge + sight.InputEdge),
        };
        return Fact.Plain(contact.Ever) & !contact.HoldsAtEnd(sight.InputEdge) & afterArc;
    }

    /// <summary>5 V or more when the examined time ends.</summary>
    private Fact VoltageLeft()
    {
        var shown = truth.Samples(to - sight.MeterPoll - sight.MeterRefresh - sight.MeterDelay, to).Select(sample => (double)sample.Volts).ToArray();
        var doubt = (5 * sight.OfReading) + sight.Absolute;
        return new(shown[^1] >= 5, shown.Min() < 5 + doubt && shown.Max() > 5 - doubt);
    }
}
