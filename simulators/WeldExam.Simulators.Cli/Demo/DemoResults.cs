using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace WeldExam.Simulators.Cli.Demo;

/// <summary>What box and centre say of every part, side by side.</summary>
internal sealed record DemoResults(ImmutableArray<PartPair> Parts, ImmutableArray<JsonNode> Sittings)
{
    /// <summary>Whether box and centre agree on every byte and every point.</summary>
    public bool AreAllTrue => Parts.All(part => part.Agrees) && Sittings.All(sitting => sitting["total"] is not null);
}

/// <summary>One part at its box and at the centre.</summary>
/// <param name="BoxJournalSha256">SHA-256 of the box's file.</param>
/// <param name="CentreJournalSha256">SHA-256 of what the centre gives out.</param>
/// <param name="BoxSheet">The box's score sheet.</param>
/// <param name="Exam">The centre's view.</param>
/// <param name="Bundle">The box's evidence bundle.</param>
internal sealed record PartPair(string BoxJournalSha256, string CentreJournalSha256, JsonNode BoxSheet, JsonNode Exam, byte[] Bundle)
{
    public bool Agrees =>
        BoxJournalSha256 == CentreJournalSha256
        && BoxJournalSha256 == Exam["journalSha256"]?.GetValue<string>()
        && Exam["chainOk"]!.GetValue<bool>()
        && Exam["reScore"]!.GetValue<string>() == "matches"
        && Exam["reScoredPoints"]?.GetValue<string>() == BoxSheet["points"]?.GetValue<string>();
}
