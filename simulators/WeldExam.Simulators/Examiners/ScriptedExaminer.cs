using System.Collections.Immutable;

namespace WeldExam.Simulators.Examiners;

/// <summary>An examiner who follows a script: waits for each step's moment and marks it through the API, up to three times with one command id.</summary>
public sealed class ScriptedExaminer(ExaminerApi api, SimulatedStation station, TimeProvider clock, Random random)
{
    private const int Tries = 3;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs until every step is done, or <paramref name="cancel"/>: a step whose event never comes waits for ever.</summary>
    public async Task<ImmutableArray<ExaminerOutcome>> RunAsync(ExaminerScript script, string partId, CancellationToken cancel)
    {
        var started = station.Now;
        var left = script.Steps.ToList();
        var outcomes = ImmutableArray.CreateBuilder<ExaminerOutcome>();
        while (left.Count > 0)
        {
            var now = station.Now;
            var happened = station.Truth.Entries;
            foreach (var step in left.Where(s => s.When.DueAt(started, happened) <= now).ToList())
            {
                left.Remove(step);
                outcomes.Add(await MarkAsync(script.Examiner, partId, step, cancel));
            }

            if (left.Count > 0)
                await Task.Delay(Look, clock, cancel);
        }

        return outcomes.ToImmutable();
    }

    private async Task<ExaminerOutcome> MarkAsync(string examiner, string partId, ExaminerStep step, CancellationToken cancel)
    {
        var id = new byte[16];
        random.NextBytes(id);
        var mark = new ExaminerApi.Mark(new Guid(id).ToString(), examiner, step.Item, step.Deduction, step.Deduction is null ? "met" : "deduct");
        var outcome = await api.MarkAsync(partId, mark, cancel);
        for (var tries = 1; tries < Tries && outcome.Status is null or >= 500; tries++)
        {
            await Task.Delay(Look * 4, clock, cancel);
            outcome = await api.MarkAsync(partId, mark, cancel);
        }

        return outcome;
    }
}
