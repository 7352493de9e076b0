using System.Collections.Immutable;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Scanning;

/// <summary>Finds who answers on a line, and with which settings. It alone may use the line meanwhile.</summary>
/// <param name="links">See <see cref="ScanLinks"/>.</param>
/// <param name="clock">The box's clock.</param>
public sealed class BusScanner(Func<SerialSettings?, IModbusLink> links, TimeProvider clock)
{
    // A foreign frame passes for an answer once in 2^16 times, so one is not enough.
    private const int AnswersThatProve = 2;
    private const int MostTurns = 3;
    private const int RequestLength = 8;

    /// <summary>Asks the steps of a plan in their order. Nothing of the wire is thrown, nor is a cancellation: the report says how far it came.</summary>
    /// <param name="plan">What to ask.</param>
    /// <param name="before">A report of the same plan, to go on from; null to begin.</param>
    /// <param name="progress">Hears of each step when it is concluded, on the thread that scans.</param>
    /// <param name="cancel">Ends the scan at once.</param>
    public async Task<ScanReport> ScanAsync(ScanPlan plan, ScanReport? before, IProgress<ScanProgress>? progress, CancellationToken cancel)
    {
        var findings = ImmutableArray.CreateBuilder<ScanFinding>();
        findings.AddRange(before?.Findings ?? []);
        var next = before?.Next ?? 0;
        using var asker = new ScanAsker(links, clock);
        if (next > 0 && next < plan.Steps.Length)
            asker.AssumeAsked(plan.Steps[next]);
        try
        {
            while (next < plan.Steps.Length)
            {
                cancel.ThrowIfCancellationRequested();
                var step = plan.Steps[next];
                var finding = findings.Any(known => Settles(known, step)) ? null : await ProbeAsync(asker, step, cancel);
                if (finding is not null)
                    findings.Add(finding);
                next++;
                progress?.Report(new(next, plan.Steps.Length, step, finding));
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The step under way is asked again when the scan goes on.
        }

        return new(plan, next, findings.ToImmutable());
    }

    private static bool Settles(ScanFinding known, ScanStep step) => known.Settings == step.Settings && known switch
    {
        UnitFound found => found.Unit == step.Unit,
        SettingGivenUp => true,
        _ => false,
    };

    private static async ValueTask<ScanFinding?> ProbeAsync(ScanAsker asker, ScanStep step, CancellationToken cancel)
    {
        var (answers, wasAsked, wasHeard) = (0, false, false);
        var last = default(ModbusFailure);
        for (var turn = 0; turn < MostTurns; turn++)
        {
            var reply = await asker.AskAsync(step, cancel);
            if (reply is ModbusFailure { Kind: ModbusFailureKind.LinkDown } down && !IsHungUp(down, step))
                return new SettingGivenUp(step.Settings, step.Unit, down.Kind, down.Cause);
            if (IsFromUnit(reply, step))
            {
                if (++answers == AnswersThatProve)
                    return new UnitFound(step.Settings, step.Unit, step.Question, (reply as ModbusFailure)?.Exception ?? ModbusExceptionCode.None, step.Patience);
                wasHeard = true;
                continue;
            }

            last = (ModbusFailure)reply;
            wasAsked |= last.Kind != ModbusFailureKind.NotAsked;
            wasHeard |= IsHeard(last);
            if (wasAsked && !wasHeard)
                return null;
        }

        return wasHeard
            ? new UnitUnclear(step.Settings, step.Unit, last!.Kind, last.Cause)
            : new SettingGivenUp(step.Settings, step.Unit, last!.Kind, last.Cause);
    }

    // Behind TCP a gateway speaks in the name of a unit that it cannot reach.
    private static bool IsFromUnit(ModbusReply reply, ScanStep step) => reply is ModbusAnswer
        || (reply is ModbusFailure { Kind: ModbusFailureKind.Exception } refusal && !IsGateway(refusal, step));

    private static bool IsGateway(ModbusFailure refusal, ScanStep step) =>
        step.Settings is null && refusal.Exception is (ModbusExceptionCode.GatewayPathUnavailable or ModbusExceptionCode.GatewayNoAnswer);

    // Some TCP devices hang up on who asks for a number that is not theirs; one that was never reached shows no time between.
    private static bool IsHungUp(ModbusFailure down, ScanStep step) => step.Settings is null && down.Answered > down.Asked;

    // Exactly the request's length, and no answer's shape: the adapter hears itself.
    private static bool IsHeard(ModbusFailure failure) => failure.Kind switch
    {
        ModbusFailureKind.Checksum or ModbusFailureKind.LinkDown => true,
        ModbusFailureKind.Malformed => failure.Skipped != RequestLength,
        ModbusFailureKind.Timeout => failure.Skipped > 0 && failure.Skipped != RequestLength,
        _ => false,
    };
}
