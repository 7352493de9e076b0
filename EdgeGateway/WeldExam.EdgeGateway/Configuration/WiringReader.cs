using System.Collections.Immutable;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Yaml;
using WeldExam.Station.Acquisition;

namespace WeldExam.EdgeGateway.Configuration;

/// <summary>Reads what a station's wiring makes impossible.</summary>
internal static class WiringReader
{
    private const long MostAbove = 1_000_000;

    public static WiringRules Read(YamlFields station, IReadOnlyCollection<string> signals)
    {
        if (station.OptionalSection("wiring") is not { } wiring)
            return WiringRules.None;
        var rules = new WiringRules(Within(wiring, signals))
        {
            Only = [.. wiring.Sections("only", required: false).Select(only => ReadOnly(only, signals))],
            Cycle = wiring.OptionalTexts("cycle"),
        };
        foreach (var signal in rules.Cycle.Where(signal => !signals.Contains(signal)))
            wiring.Complain("cycle", $"the station has no signal '{signal}'");
        wiring.RefuseOthers();
        return rules;
    }

    private static ImmutableSortedDictionary<string, string> Within(YamlFields wiring, IReadOnlyCollection<string> signals)
    {
        var within = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (wiring.OptionalSection("within") is not { } pairs)
            return within.ToImmutable();
        foreach (var inner in pairs.Names)
        {
            var outer = pairs.Text(inner);
            if (!signals.Contains(inner) || !signals.Contains(outer) || inner == outer)
                pairs.Complain(inner, $"'{inner}' and '{outer}' must be two signals of this station");
            within[inner] = outer;
        }

        pairs.RefuseOthers();
        return within.ToImmutable();
    }

    private static OnlyWhile ReadOnly(YamlFields fields, IReadOnlyCollection<string> signals)
    {
        var use = InputOutputReader.SignalUseOf(fields.Text("while"));
        var rule = new OnlyWhile(fields.Text("signal"), fields.Number("above", 0, MostAbove), use.Signal, use.Inverted ? SwitchState.Off : SwitchState.On);
        if (!signals.Contains(rule.Signal))
            fields.Complain("signal", $"the station has no signal '{rule.Signal}'");
        if (!signals.Contains(rule.Switch) || rule.Switch == rule.Signal)
            fields.Complain("while", $"'{rule.Switch}' must be another signal of this station");
        fields.RefuseOthers();
        return rule;
    }
}
