using System.Collections.Immutable;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Papers;

/// <summary>Reads conditions and rules: one field names the operator, the others belong to it.</summary>
/// <param name="signals">The signals the paper declares.</param>
internal sealed class RuleFields(IReadOnlyDictionary<string, PaperSignal> signals)
{
    private static readonly SwitchIs NoCondition = new(string.Empty, SwitchState.On);
    private static readonly string[] Operators =
        ["eventually", "never", "always", "atEnd", "order", "before", "within", "comes", "hold", "agree", "residual", "valueAtEnd", "fraction", "count", "duration", "arc", "all", "any", "not"];

    private static readonly (string Name, ArcFigure Figure)[] ArcFigures =
    [
        ("starts", ArcFigure.Starts),
        ("failedStarts", ArcFigure.FailedStarts),
        ("stuck", ArcFigure.Stuck),
        ("runs", ArcFigure.Runs),
        ("interruptions", ArcFigure.Interruptions),
        ("electrodeChanges", ArcFigure.ElectrodeChanges),
        ("totalSeconds", ArcFigure.Total),
        ("longestRunSeconds", ArcFigure.LongestRun),
        ("firstRunSeconds", ArcFigure.FirstRun),
        ("pauseAfterFirstRunSeconds", ArcFigure.PauseAfterFirstRun),
        ("dutyCyclePercent", ArcFigure.DutyCycle),
        ("meanCurrent", ArcFigure.MeanCurrent),
        ("meanVoltage", ArcFigure.MeanVoltage),
        ("deviationCurrent", ArcFigure.DeviationCurrent),
        ("deviationVoltage", ArcFigure.DeviationVoltage),
        ("heatInput", ArcFigure.HeatInput),
    ];

    private static readonly ArcFigure[] OfTheWholeTask =
    [
        ArcFigure.Stuck, ArcFigure.FailedStarts, ArcFigure.ElectrodeChanges, ArcFigure.FirstRun, ArcFigure.PauseAfterFirstRun, ArcFigure.DutyCycle,
    ];

    public Rule Rule(YamlFields fields)
    {
        var names = fields.Names.Where(name => Operators.Contains(name)).ToArray();
        if (names.Length != 1)
        {
            fields.Fail(string.Empty, $"exactly one rule is expected of: {string.Join(", ", Operators)}");
            return new Eventually(NoCondition);
        }

        return names[0] switch
        {
            "eventually" => new Eventually(Condition(fields, "eventually")),
            "never" => new Never(During(fields, Condition(fields, "never")), Grace(fields)),
            "always" => new Never(During(fields, new NotThat(Condition(fields, "always"))), Grace(fields)),
            "atEnd" => new AtEnd(Condition(fields, "atEnd")),
            "order" => new InOrder(fields.List("order", Moment)),
            "before" => new Before(Moment(fields, "before"), Moment(fields, "then")),
            "within" => new Within(Moment(fields, "within"), Moment(fields, "after"), fields.Seconds("atMostSeconds")),
            "comes" => new After(Moment(fields, "comes"), Moment(fields, "after")),
            "hold" => new Until(Condition(fields, "hold"), Condition(fields, "until"), Grace(fields), fields.Flag("mustCome")),
            "agree" => new Agree(Condition(fields, "agree"), Condition(fields, "with"), Grace(fields)),
            "residual" => Residual(fields),
            "valueAtEnd" => new AtEnd(Bounded(fields, "valueAtEnd", Known(fields, "valueAtEnd", isSwitch: false), "atLeast", "atMost")),
            "fraction" => Fraction(fields),
            "count" => Limited(fields, new Count(Condition(fields, "count"), fields.OptionalWhole("atLeast"), fields.OptionalWhole("atMost"))),
            "duration" => Duration(fields),
            "arc" => Arc(fields),
            "all" => new AllRules(fields.List("all", Rule)),
            "any" => new AnyRule(fields.List("any", Rule)),
            _ => new NotRule(Nested(fields, "not", Rule)),
        };
    }

    public SwitchIs Sensed(YamlFields fields)
    {
        if (Condition(fields) is SwitchIs sensed)
            return sensed;
        fields.Fail(string.Empty, "a switch is expected");
        return NoCondition;
    }

    public string Known(YamlFields fields, string name, bool? isSwitch)
    {
        var signal = fields.Text(name);
        if (signal.Length > 0 && (!signals.TryGetValue(signal, out var declared) || (isSwitch is { } wanted && wanted != declared.Unit is null)))
            fields.Fail(name, isSwitch is null ? $"signal {signal} is not declared" : $"{signal} is not declared as a {(isSwitch.Value ? "switch" : "sampled signal")}");
        return signal;
    }

    private static T Nested<T>(YamlFields fields, string name, Func<YamlFields, T> read)
    {
        var nested = fields.Fields(name);
        var value = read(nested);
        nested.Close();
        return value;
    }

    private static Count Limited(YamlFields fields, Count count)
    {
        if (count is { AtLeast: null, AtMost: null })
            fields.Fail("count", "atLeast or atMost is missing");
        return count;
    }

    private Condition Condition(YamlFields fields, string name) => Nested(fields, name, Condition);

    private Condition Condition(YamlFields fields)
    {
        if (fields.Has("switch"))
            return new SwitchIs(Known(fields, "switch", isSwitch: true), fields.Choice("is", ("on", SwitchState.On), ("off", SwitchState.Off)));
        if (fields.Has("signal"))
            return Sampled(fields, Known(fields, "signal", isSwitch: false));
        if (fields.Has("arc"))
            return new ArcIs(State(fields));
        if (fields.Has("onLoadLine"))
            return fields.Flag("onLoadLine") ? new OnLoadLine() : new NotThat(new OnLoadLine());
        if (fields.Has("all"))
            return new AllOf(NotEmpty(fields, "all", fields.List("all", Condition)));
        if (fields.Has("any"))
            return new AnyOf(NotEmpty(fields, "any", fields.List("any", Condition)));
        if (fields.Has("not"))
            return new NotThat(Condition(fields, "not"));
        fields.Fail(string.Empty, "a condition is expected: switch, signal, arc, onLoadLine, all, any or not");
        return NoCondition;
    }

    private static ImmutableArray<T> NotEmpty<T>(YamlFields fields, string name, ImmutableArray<T> list)
    {
        if (list.IsEmpty)
            fields.Fail(name, "the list is empty");
        return list;
    }

    private static Condition Sampled(YamlFields fields, string signal)
    {
        if (fields.Has("above"))
            return new Above(signal, fields.Number("above"));
        if (fields.Has("below"))
            return new Below(signal, fields.Number("below"));
        if (fields.Has("frozenForSeconds"))
            return new Frozen(signal, fields.Seconds("frozenForSeconds"));
        if (fields.Has("window") && signal != SignalNames.Current && fields.Fields("window").Has("taskCard"))
            fields.Fail("window", "a task card's window is that of the current");
        if (fields.Has("window"))
            return Nested<Condition>(fields, "window", window => window.Has("taskCard")
                ? window.Flag("taskCard") ? new InWindow(signal, null, null) : NoCondition
                : window.Has("min") && window.Has("max") ? new InWindow(signal, window.Number("min"), window.Number("max"))
                : Bounded(window, "min", signal, "min", "max"));
        fields.Fail("signal", "above, below, window or frozenForSeconds is missing");
        return NoCondition;
    }

    private static ArcStates State(YamlFields fields) => fields.Choice(
        "arc",
        ("off", ArcStates.Off),
        ("energised", ArcStates.Energised),
        ("arc", ArcStates.Arc),
        ("short", ArcStates.Short),
        ("stuck", ArcStates.Stuck));

    private static TimeSpan Grace(YamlFields fields) => fields.OptionalSeconds("longerThanSeconds") ?? TimeSpan.Zero;

    private static Bounded Bounded(YamlFields fields, string name, string signal, string lower, string upper)
    {
        var bounded = new Bounded(signal, fields.OptionalNumber(lower), fields.OptionalNumber(upper));
        if (bounded is { Min: null, Max: null })
            fields.Fail(name, $"{lower} or {upper} is missing");
        return bounded;
    }

    private Never Residual(YamlFields fields)
    {
        var left = new Residual(Known(fields, "residual", isSwitch: false), fields.Number("above"));
        return new(new AllOf([Condition(fields, "while"), left]), fields.Seconds("longerThanSeconds"));
    }

    private Condition During(YamlFields fields, Condition condition) =>
        fields.Has("while") ? new AllOf([Condition(fields, "while"), condition]) : condition;

    private Moment Moment(YamlFields fields, string name) => Nested(fields, name, Moment);

    private Moment Moment(YamlFields fields)
    {
        var isLast = fields.Has("last");
        if (isLast == fields.Has("first"))
            fields.Fail(string.Empty, "either first or last is expected");
        return new(Condition(fields, isLast ? "last" : "first"), isLast);
    }

    private Fraction Fraction(YamlFields fields)
    {
        var fraction = new Fraction(Condition(fields, "fraction"), Condition(fields, "while"), fields.Number("atLeast"));
        if (fraction.AtLeast is < 0 or > 1)
            fields.Fail("atLeast", "a part between 0 and 1 is expected");
        return fraction;
    }

    private Duration Duration(YamlFields fields)
    {
        var duration = new Duration(
            Condition(fields, "duration"),
            fields.Choice("of", ("total", false), ("longest", true)),
            fields.OptionalSeconds("atLeastSeconds"),
            fields.OptionalSeconds("atMostSeconds"));
        if (duration is { AtLeast: null, AtMost: null })
            fields.Fail("duration", "atLeastSeconds or atMostSeconds is missing");
        return duration;
    }

    private static ArcStatistic Arc(YamlFields fields)
    {
        var figure = fields.Choice("arc", ArcFigures);
        var statistic = new ArcStatistic(
            figure, fields.Flag("afterFirstRun"), fields.OptionalNumber("atLeast"), fields.OptionalNumber("atMost"), Seam(fields, figure));
        if (statistic is { AtLeast: null, AtMost: null })
            fields.Fail("arc", "atLeast or atMost is missing");
        if (statistic.IsAfterFirstRun && Array.Exists(OfTheWholeTask, whole => whole == figure))
            fields.Fail("afterFirstRun", "this figure is about the whole task");
        return statistic;
    }

    private static decimal? Seam(YamlFields fields, ArcFigure figure)
    {
        if (figure != ArcFigure.HeatInput)
            return null;
        var seam = fields.Number("seamMillimetres");
        if (seam <= 0)
            fields.Fail("seamMillimetres", "a length is expected");
        return seam;
    }
}
