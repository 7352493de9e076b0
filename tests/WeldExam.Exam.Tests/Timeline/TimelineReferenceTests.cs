using System.Text;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Tests.Timeline;

/// <summary>Whole parts as devices deliver them, against what the document says of each condition at each moment.</summary>
[Trait("Clause", "issue 4, Proof")]
public sealed class TimelineReferenceTests
{
    private const uint Seed = 20_231_007;
    private const long Hold = 250_000;
    private const long GasHold = 500_000;
    private static readonly Paper Paper = ReadPaper();
    private static readonly ArcParameters Arc = Paper.Arc(111)!;

    [Fact]
    public void Conditions_are_what_the_whole_trace_says() => Agree(400);

    [Fact]
    [Trait("Category", "Full")]
    public void Conditions_are_what_the_whole_trace_says_in_100_000_parts() => Agree(100_000);

    [Fact]
    public void However_entries_are_batched_doubled_and_ordered_within_a_block_the_sheet_is_the_same() => SameSheet(150);

    [Fact]
    [Trait("Category", "Full")]
    public void However_entries_are_batched_doubled_and_ordered_within_a_block_the_sheet_is_the_same_in_100_000_parts() => SameSheet(100_000);

    private static void Agree(int count) => Seeded.Hold(RandomPart.Parts, Seed, count, part =>
    {
        var conditions = Scoring.Explain(Paper, part.Journal(Paper, batch: 5, repeat: 0), "I").SelectMany(one => All(one.Rule)).DistinctBy(c => c.Text).ToDictionary(c => c.Text);
        foreach (var (text, naive) in Naive(part))
        {
            var found = conditions[text];
            Assert.Equal(0, found.More);
            var moments = found.Over.Select(part => part.Interval.StartTick.Microseconds).Concat(naive.Moments).Where(m => m is >= RandomPart.Start and < RandomPart.End);
            foreach (var moment in moments.Append(RandomPart.Start).Append(RandomPart.End - 1).Distinct())
            {
                var over = found.Over.Single(part => part.Interval.StartTick.Microseconds <= moment && moment < part.Interval.EndTick.Microseconds);
                var expected = naive.At(moment, part.Interruption);
                Assert.True(over.Outcome == expected, $"{text} at {moment}: found {over.Outcome}, expected {expected}\n{part}");
            }
        }

        return true;
    });

    private static void SameSheet(int count)
    {
        var number = 0u;
        Seeded.Hold(RandomPart.Parts, Seed + 1, count, part =>
        {
            var sheet = Sheet(part.Journal(Paper, batch: 5, repeat: 0));
            Same(sheet, Sheet(part.Journal(Paper, batch: 1, repeat: 0)));
            Same(sheet, Sheet(part.Journal(Paper, batch: 7, repeat: 3)));
            Same(sheet, Sheet(RandomPart.Shuffled(part.Journal(Paper, batch: 3, repeat: 4), ++number)));
            Same(sheet, Live(RandomPart.Shuffled(part.Journal(Paper, batch: 2, repeat: 0), ++number)));
            return true;
        });
    }

    private static string Sheet(List<Recorded> journal) => Text(Scoring.Score(Paper, journal));

    /// <summary>One line for each deduction, so that a difference names its own.</summary>
    private static string Text(ScoreOutcome outcome)
    {
        var sheet = Assert.IsType<ScoreSheet>(outcome);
        Assert.NotEmpty(sheet.ToCanonicalJson());
        return Encoding.UTF8.GetString(sheet.ToCanonicalJson()).Replace("{\"id\"", "\n{\"id\"", StringComparison.Ordinal);
    }

    private static void Same(string expected, string actual)
    {
        foreach (var (one, other) in expected.Split('\n').Zip(actual.Split('\n')).Where(pair => pair.First != pair.Second && pair.First.StartsWith("{\"id\":\"I.", StringComparison.Ordinal)))
            Assert.Fail($"{one}\n{other}");
        Assert.Equal(expected, actual);
    }

    /// <summary>Asked at every entry, and concluded when the part has settled; what follows does not count.</summary>
    private static string Live(List<Recorded> journal)
    {
        var scorer = new PartScorer(Paper);
        foreach (var recorded in journal)
        {
            if (scorer.SettlesAt is { } settled && recorded.At > settled + TimeSpan.FromSeconds(1))
                break;
            scorer.Take(recorded);
            Assert.InRange(scorer.Live.Highest, 0, 100);
        }

        return Text(scorer.Conclude());
    }

    private static IEnumerable<(string Text, NaiveTruth Truth)> Naive(RandomPart part)
    {
        yield return ("switch: main, is: on", NaiveTruth.Switch(part.Main, SwitchState.On, part.InputDelay));
        yield return ("switch: fan, is: off", NaiveTruth.Switch(part.Fan, SwitchState.Off, part.InputDelay));
        yield return ("signal: gas, below: 8", Gas(part, v => v + RandomPart.Uncertainty < 80 ? true : v - RandomPart.Uncertainty >= 80 ? false : null));
        yield return ("signal: gas, window: {min: 10, max: 14}", Gas(part, v => v + RandomPart.Uncertainty >= 100 && v - RandomPart.Uncertainty <= 140));
        yield return ("signal: gas, frozenForSeconds: 1", Frozen(part));
        yield return ("signal: current, window: {min: 90, max: 130}", Sampled(part.Current, v => v + RandomPart.Uncertainty >= 900 && v - RandomPart.Uncertainty <= 1300, Hold));
        var pairs = NaiveArc.Joined(part.Current, part.Voltage, Hold);
        var labels = NaiveArc.Labels(pairs, Arc, Hold);
        var read = Math.Min(Read(part.Current), Read(part.Voltage));
        foreach (var state in new[] { ArcStates.Off, ArcStates.Energised, ArcStates.Arc, ArcStates.Short, ArcStates.Stuck })
        {
            yield return ($"arc: {state.ToString().ToLowerInvariant()}", NaiveTruth.Sampled(
                [.. labels.Select(label => (label.At, label.State == ArcStates.None ? (bool?)null : label.State == state))], Hold, 0, 0, read));
        }

        yield return ("onLoadLine: true", NaiveTruth.Sampled(
            [.. pairs.Select(p => (p.At, (bool?)(Math.Abs((p.Voltage / 10m) - 20 - (0.04m * p.Current / 10)) <= 3 + 1 + 0.04m)))], Hold, 0, 0, read));
    }

    private static NaiveTruth Gas(RandomPart part, Func<long, bool?> judge) => Sampled(part.Gas, judge, GasHold, part.GasDelay);

    /// <summary>Up to where it is known that no good row came.</summary>
    private static long Read(IEnumerable<Row> rows) => Math.Max(RandomPart.End, rows.Select(row => row.At).DefaultIfEmpty().Max());

    private static NaiveTruth Sampled(IReadOnlyList<Row> rows, Func<long, bool?> judge, long hold, SpanRange delay = default) => NaiveTruth.Sampled(
        [.. rows.Where(row => row.Value is not null).Select(row => (row.At, judge(row.Value!.Value)))], hold, delay.Min.Microseconds(), delay.Max.Microseconds(), Read(rows));

    /// <summary>The same value at every good sample of the last second, and no hole in it.</summary>
    private static NaiveTruth Frozen(RandomPart part)
    {
        Row[] good = [.. part.Gas.Where(row => row.Value is not null)];
        var truths = good.Select((row, i) =>
        {
            var since = i;
            while (since > 0 && good[since - 1].Value == row.Value && good[since].At - good[since - 1].At <= GasHold)
                since--;
            return (row.At, (bool?)(row.At - good[since].At >= 1_000_000));
        });
        return NaiveTruth.Sampled([.. truths], GasHold, part.GasDelay.Min.Microseconds(), part.GasDelay.Max.Microseconds(), Read(part.Gas));
    }

    private static IEnumerable<ExplainedCondition> All(ExplainedRule rule) =>
        rule.Conditions.SelectMany(All).Concat(rule.Rules.SelectMany(All));

    private static IEnumerable<ExplainedCondition> All(ExplainedCondition condition) => condition.Conditions.SelectMany(All).Prepend(condition);

    private static Paper ReadPaper()
    {
        string[] checks =
        [
            "{eventually: {switch: main, is: on}}", "{count: {switch: fan, is: off}, atMost: 1}", "{never: {signal: gas, below: 8}, longerThanSeconds: 1}",
            "{fraction: {signal: gas, window: {min: 10, max: 14}}, while: {switch: main, is: on}, atLeast: 0.5}", "{never: {signal: gas, frozenForSeconds: 1}, while: {arc: arc}}",
            "{duration: {signal: current, window: {min: 90, max: 130}}, of: longest, atLeastSeconds: 2}", "{eventually: {arc: off}}", "{eventually: {arc: energised}}",
            "{count: {arc: short}, atMost: 1}", "{atEnd: {arc: stuck}}", "{fraction: {onLoadLine: true}, while: {arc: arc}, atLeast: 0.5}",
            "{order: [{first: {switch: main, is: on}}, {first: {arc: arc}}]}", "{hold: {switch: main, is: on}, until: {arc: arc}, longerThanSeconds: 0.5}",
            "{agree: {arc: arc}, with: {signal: current, above: 15}, longerThanSeconds: 1}", "{arc: starts, atMost: 2}", "{arc: failedStarts, atMost: 0}", "{arc: stuck, atMost: 0}",
            "{arc: totalSeconds, afterFirstRun: true, atLeast: 1}", "{arc: meanCurrent, atLeast: 100}", "{arc: deviationVoltage, atMost: 3}", "{arc: heatInput, seamMillimetres: 20, atMost: 1}",
        ];
        var text = $$$"""
            {id: random, version: "1", status: sample, source: test, semantics: 1, title: {zh: 随, en: random}, pass: 80, refusalToSign: pointsStand, identityFactors: [],
            signals: [{name: main, title: {zh: 总, en: m}}, {name: fan, title: {zh: 扇, en: f}}, {name: current, unit: A, title: {zh: 流, en: i}}, {name: voltage, unit: V, title: {zh: 压, en: u}}, {name: gas, unit: l/min, title: {zh: 气, en: g}}],
            arcs: [{process: 111, offBelow: 5, idleVoltage: 5, arcAbove: 15, arcVoltageMin: 12, arcVoltageMax: 45, arcHoldSeconds: 0.3, endHoldSeconds: 0.5, shortAbove: 20, stuckHoldSeconds: 0.5, runGapSeconds: 2, efficiency: 0.8, loadLine: {volts: 20, voltsPerAmpere: 0.04, tolerance: 3}}],
            subjects: [{id: K2, title: {zh: 二, en: two}, weight: 100}],
            tasks: [{id: K22, subject: K2, title: {zh: 焊, en: weld}, timeLimitSeconds: 60, process: 111, needs: [], blocks: [{id: B, title: {zh: 块, en: b}, points: 100, items: [{id: I, title: {zh: 项, en: i}, points: 100, deductions: [
            {{{string.Join(",\n", checks.Select((check, i) => $"{{id: I.{i}, text: {{zh: 扣, en: off}}, points: 1, kind: automatic, check: {check}}}"))}}}
            ]}]}]}]}
            """;
        return PaperReader.Read("random.yaml", Encoding.UTF8.GetBytes(text)) switch
        {
            PaperAccepted accepted => accepted.Paper,
            var refused => throw new InvalidOperationException(refused.ToString()),
        };
    }
}
