using System.Collections.Immutable;
using WeldExam.Simulators.Examiners;
using WeldExam.Simulators.Scripts;
using WeldExam.Simulators.Welders;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Simulators.Scenarios;

/// <summary>The <c>scripts</c> of a scenario: what can be performed, by name.</summary>
internal static class ScriptSection
{
    public static ImmutableArray<ScriptPlan> Read(YamlNode? section, Scenario scenario, YamlPlace place)
    {
        if (section is not YamlMappingNode scripts)
        {
            if (section is not null)
                place.Fail(section, "expected scripts by their names here");
            return [];
        }

        return [.. scripts.Children.Select(pair => ReadOne(pair.Key.ToString(), new YamlMap(pair.Value, place), scenario, place))];
    }

    private static ScriptPlan ReadOne(string name, YamlMap map, Scenario scenario, YamlPlace place)
    {
        var atOnce = map.OneOf("start", "command", "command", "at-once") == "at-once";
        var (steps, generate) = (map.Take("steps"), map.Take("generate"));
        if ((steps is null) == (generate is null))
            place.Fail(map.Node, "a script has either steps or generate");
        var performance = generate is not null
            ? ReadGenerated(name, new YamlMap(generate, place))
            : new Performance(name, [.. place.Items(steps).Select(s => ReadStep(s, scenario, place)).OfType<TimedAct>()]);
        var examiner = map.Take("examiner") is { } marks ? ReadExaminer(new YamlMap(marks, place), place) : null;
        map.Close();
        return new ScriptPlan(performance, atOnce) { Examiner = examiner };
    }

    private static Performance ReadGenerated(string name, YamlMap map)
    {
        var kind = map.OneOf("welder", "skilful", "skilful", "faulty");
        var seed = map.Whole("seed", 1, 0, 1_000_000);
        map.Close();
        return Welder.Perform(name, kind == "faulty" ? FaultyWelder.Draw(seed) : SkilfulWelder.Draw(seed), new Random(seed));
    }

    private static TimedAct? ReadStep(YamlNode node, Scenario scenario, YamlPlace place)
    {
        var map = new YamlMap(node, place);
        var at = map.Duration("at", TimeSpan.Zero, required: true);
        var words = map.Take("do", required: true);
        map.Close();
        if (words is null || place.Text(words) is not { } text)
            return null;
        if (!ActReader.TryRead(text, out var act, out var error))
            place.Fail(words, error.Message, error.Offset);
        else if (ScenarioNames.Missing(scenario, act!) is { } missing)
            place.Fail(words, missing);
        return act is null ? null : new TimedAct(at, act);
    }

    private static ExaminerScript ReadExaminer(YamlMap map, YamlPlace place)
    {
        var name = map.Text("name", required: true) ?? string.Empty;
        var steps = place.Items(map.Take("marks", required: true)).Select(m => ReadMark(new YamlMap(m, place), place));
        var script = new ExaminerScript(name, [.. steps]);
        map.Close();
        return script;
    }

    private static ExaminerStep ReadMark(YamlMap map, YamlPlace place)
    {
        var at = map.Duration("at", TimeSpan.Zero);
        var after = map.Take("after");
        var (delay, nth) = (map.Duration("delay", TimeSpan.Zero), map.Whole("nth", 1, 1, 1000));
        var words = after is null ? null : place.Text(after);
        if (words is not null && !ExaminerMoment.After.IsKnown(words))
            place.Fail(after!, $"there is no event '{words}'");
        var moment = words is null ? (ExaminerMoment)new ExaminerMoment.At(at) : new ExaminerMoment.After(words, delay, nth);
        var item = map.Text("item", required: true) ?? string.Empty;
        var deduction = map.Text("deduction");
        map.Close();
        return new ExaminerStep(moment, item, deduction);
    }
}
