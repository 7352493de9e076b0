using System.Text;
using WeldExam.Simulators.Truth;

namespace WeldExam.EndToEnd.Tests.Rig;

/// <summary>What somebody needs who must find out whether sheet or oracle is wrong.</summary>
internal static class Excerpts
{
    public static string Of(Candidacy candidacy, K21Outcome outcome, TruthLog truth)
    {
        var text = new StringBuilder();
        text.AppendLine($"seed {candidacy.Seed}, examined {outcome.From.TotalSeconds:0.00} to {outcome.To.TotalSeconds:0.00} s");
        text.AppendLine($"{candidacy.Skill}").AppendLine($"  opening {string.Join(' ', candidacy.Skill.Opening)}, closing {string.Join(' ', candidacy.Skill.Closing)}");
        text.AppendLine($"{candidacy.Booth}").AppendLine("truth");
        foreach (var entry in truth.Entries.Where(entry => entry is not TruthEntry.CurrentSet))
            text.AppendLine($"  {TruthLines.Of(entry)}");
        text.AppendLine("oracle and sheet");
        foreach (var foretold in outcome.Forecast.Deductions)
        {
            var line = outcome.Judged.First(judged => judged.Id == foretold.Id);
            var evidence = string.Join(", ", line.Machine!.Evidence.Select(i => $"{(outcome.From + i.Start).TotalSeconds:0.00}–{(outcome.From + i.End).TotalSeconds:0.00}"));
            text.AppendLine($"  {(foretold.Fits(line.MachineTimes) ? " " : "!")} {foretold}: sheet {line.MachineTimes?.ToString() ?? $"unknown, {line.Machine.Cause}"} ({line.Decision}) [{evidence}]");
        }

        return text.ToString();
    }
}
