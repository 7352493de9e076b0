using System.Globalization;
using WeldExam.EdgeGateway.Texts;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Signals;

namespace WeldExam.EdgeGateway.Commands.Papers;

/// <summary>A rule in an examiner's words, in both languages. What this version has no words for is shown as the program names it.</summary>
internal sealed class RuleText
{
    private static readonly Catalogue Texts = Catalogue.Load();
    private readonly Paper _paper;

    private RuleText(Paper paper) => _paper = paper;

    public static string Of(Paper paper, Rule rule)
    {
        var said = new RuleText(paper).Say(rule);
        return $"{said.Zh} · {said.En}";
    }

    private Bilingual Say(Rule rule) => rule switch
    {
        Eventually eventually => Line("eventually", Say(eventually.Condition)),
        Never { LongerThan.Ticks: 0 } never => Line("never", Say(never.Condition)),
        Never never => Line("neverLonger", Say(never.Condition), Seconds(never.LongerThan)),
        AtEnd atEnd => Line("atEnd", Say(atEnd.Condition)),
        InOrder order => Line("order", Joined(" → ", order.Moments.Select(Say))),
        Before before => Line("before", Say(before.First), Say(before.Then)),
        Within within => Line("within", Say(within.Event), Say(within.After), Seconds(within.AtMost)),
        Fraction fraction => Line("fraction", Say(fraction.While), Say(fraction.Of), Same($"{fraction.AtLeast * 100:0.##} %")),
        Count count => Line("count", Say(count.Of), Limits(count.AtLeast, count.AtMost)),
        Duration duration => Line(duration.IsLongest ? "longest" : "total", Say(duration.Of), Limits((decimal?)duration.AtLeast?.TotalSeconds, (decimal?)duration.AtMost?.TotalSeconds)),
        ArcStatistic arc => Line(arc.IsAfterFirstRun ? "arcAfterFirst" : "arc", Text($"rule.figure.{arc.Figure}"), Limits(arc.AtLeast, arc.AtMost)),
        AllRules all => Line("all", Joined("; ", all.Rules.Select(Say))),
        AnyRule any => Line("any", Joined("; ", any.Rules.Select(Say))),
        NotRule not => Line("not", Say(not.Rule)),
        _ => Same(rule.GetType().Name),
    };

    private Bilingual Say(Moment moment) => Line(moment.IsLast ? "last" : "first", Say(moment.Condition));

    private Bilingual Say(Condition condition) => condition switch
    {
        SwitchIs of => Line(of.State == SwitchState.On ? "on" : "off", TitleOf(of.Signal)),
        Above of => Line("above", TitleOf(of.Signal), Same($"{Number(of.Limit)} {UnitOf(of.Signal)}")),
        Below of => Line("below", TitleOf(of.Signal), Same($"{Number(of.Limit)} {UnitOf(of.Signal)}")),
        InWindow { Min: { } min, Max: { } max } of => Line("window", TitleOf(of.Signal), Same($"{Number(min)}–{Number(max)} {UnitOf(of.Signal)}")),
        InWindow of => Line("cardWindow", TitleOf(of.Signal)),
        ArcIs of => Text($"rule.arc.{of.States}"),
        AllOf all => Joined(" + ", all.Conditions.Select(Say)),
        AnyOf any => Line("anyOf", Joined(" / ", any.Conditions.Select(Say))),
        NotThat not => Line("notThat", Say(not.Condition)),
        _ => Same(condition.GetType().Name),
    };

    private static Bilingual Limits(decimal? atLeast, decimal? atMost) => (atLeast, atMost) switch
    {
        ({ } min, { } max) => Same($"{Number(min)}–{Number(max)}"),
        ({ } min, null) => Same($"≥ {Number(min)}"),
        (null, { } max) => Same($"≤ {Number(max)}"),
        _ => Same("–"),
    };

    private static Bilingual Joined(string separator, IEnumerable<Bilingual> parts)
    {
        var said = parts.ToArray();
        return new(string.Join(separator, said.Select(one => one.Zh)), string.Join(separator, said.Select(one => one.En)));
    }

    private static Bilingual Line(string code, params ReadOnlySpan<Bilingual> arguments)
    {
        var (zh, en) = (new object[arguments.Length], new object[arguments.Length]);
        for (var i = 0; i < arguments.Length; i++)
            (zh[i], en[i]) = (arguments[i].Zh, arguments[i].En);
        var text = Texts.Of($"rule.{code}");
        return new(string.Format(CultureInfo.InvariantCulture, text.Zh, zh), string.Format(CultureInfo.InvariantCulture, text.En, en));
    }

    private static Bilingual Text(string code) => Texts.Of(code) is var text ? new(text.Zh, text.En) : Same(code);

    private static Bilingual Same(string text) => new(text, text);

    private static Bilingual Seconds(TimeSpan span) => Same($"{span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s");

    private static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private Bilingual TitleOf(string signal) => _paper.Signals.FirstOrDefault(one => one.Name == signal)?.Title ?? Same(signal);

    private string UnitOf(string signal) => _paper.Signals.FirstOrDefault(one => one.Name == signal)?.Unit ?? string.Empty;
}
