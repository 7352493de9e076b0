using System.Globalization;
using System.Text;
using WeldExam.Exam.Papers;

namespace WeldExam.Benchmarks.Scoring;

/// <summary>A paper whose one task has sixty automatic rules: every operator, some with limits in the middle of the arc's noise.</summary>
internal static class SixtyRules
{
    public const int Count = 60;

    private static readonly string[] Checks =
    [
        "{eventually: {switch: main, is: on}}",
        "{never: {arc: arc}, while: {switch: main, is: off}, longerThanSeconds: 1}",
        "{never: {signal: gas, below: 8}, while: {arc: arc}, longerThanSeconds: 2}",
        "{never: {signal: current, above: @}, longerThanSeconds: 0.5}",
        "{always: {signal: gas, window: {min: 10, max: 25}}, while: {arc: arc}, longerThanSeconds: 0.5}",
        "{atEnd: {switch: main, is: off}}",
        "{order: [{first: {switch: main, is: on}}, {first: {arc: arc}}, {last: {arc: arc}}]}",
        "{before: {first: {switch: main, is: on}}, then: {first: {arc: arc}}}",
        "{within: {first: {arc: arc}}, after: {first: {switch: main, is: on}}, atMostSeconds: @}",
        "{comes: {last: {switch: main, is: on}}, after: {last: {arc: arc}}}",
        "{hold: {switch: main, is: on}, until: {signal: pressure, above: 999}, longerThanSeconds: 60}",
        "{agree: {arc: arc}, with: {signal: current, above: 15}, longerThanSeconds: 1}",
        "{residual: voltage, above: @, while: {switch: main, is: off}, longerThanSeconds: 2}",
        "{valueAtEnd: pressure, atLeast: 2}",
        "{fraction: {signal: current, window: {min: 90, max: 140}}, while: {arc: arc}, atLeast: 0.8}",
        "{fraction: {signal: current, window: {max: @}}, while: {arc: arc}, atLeast: 0.5}",
        "{fraction: {onLoadLine: true}, while: {arc: arc}, atLeast: 0.5}",
        "{never: {signal: voltage, frozenForSeconds: 10}, while: {arc: arc}}",
        "{count: {arc: short}, atMost: 50}",
        "{duration: {arc: arc}, of: longest, atLeastSeconds: 10}",
        "{arc: starts, atMost: 40}",
        "{arc: failedStarts, atMost: 5}",
        "{arc: stuck, atMost: 1}",
        "{arc: interruptions, afterFirstRun: true, atMost: 30}",
        "{arc: totalSeconds, atLeast: 15}",
        "{arc: dutyCyclePercent, atMost: 95}",
        "{arc: meanCurrent, atLeast: 90, atMost: 140}",
        "{arc: deviationVoltage, afterFirstRun: true, atMost: 5}",
        "{arc: heatInput, seamMillimetres: 3000, atMost: 3}",
        "{any: [{arc: runs, atMost: 1}, {arc: pauseAfterFirstRunSeconds, atLeast: 3}]}",
    ];

    public static Paper Paper()
    {
        var text = new StringBuilder(
            """
            id: sixty
            version: "1"
            status: sample
            source: benchmark
            semantics: 1
            title: {zh: 六十, en: sixty}
            pass: 80
            refusalToSign: pointsStand
            identityFactors: []
            signals:
              - {name: main, title: {zh: 总, en: main}}
              - {name: current, unit: A, title: {zh: 流, en: current}}
              - {name: voltage, unit: V, title: {zh: 压, en: voltage}}
              - {name: gas, unit: l/min, title: {zh: 气, en: gas}}
              - {name: pressure, unit: bar, title: {zh: 力, en: pressure}}
            arcs:
              - {process: 135, offBelow: 5, idleVoltage: 5, arcAbove: 15, arcVoltageMin: 12, arcVoltageMax: 45, arcHoldSeconds: 0.3, endHoldSeconds: 0.5, shortAbove: 20, stuckHoldSeconds: 0.5, runGapSeconds: 2, electrodeChangeSeconds: 5, efficiency: 0.8, loadLine: {volts: 14, voltsPerAmpere: 0.05, tolerance: 6}}
            subjects:
              - {id: K2, title: {zh: 二, en: two}, weight: 100}
            tasks:
              - id: K22
                subject: K2
                title: {zh: 焊, en: weld}
                timeLimitSeconds: 3600
                process: 135
                needs: []
                blocks:
                  - id: B
                    title: {zh: 块, en: block}
                    points: 100
                    items:
                      - id: I
                        title: {zh: 项, en: item}
                        points: 100
                        deductions:

            """);
        for (var i = 0; i < Count; i++)
        {
            var check = Checks[i % Checks.Length].Replace("@", (100 + i).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"              - {{id: I.{i}, text: {{zh: 扣, en: off}}, points: 1, kind: automatic, check: {check}}}\n");
        }

        return PaperReader.Read("sixty.yaml", Encoding.UTF8.GetBytes(text.ToString())) switch
        {
            PaperAccepted accepted => accepted.Paper,
            var refused => throw new InvalidOperationException(refused.ToString()),
        };
    }
}
