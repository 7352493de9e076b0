using System.Globalization;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Transcripts;

/// <summary>What the station does by itself, and kinds of a newer version.</summary>
internal static class StationWords
{
    public static readonly EntryWord[] All =
    [
        EntryWord.Of<FileAdopted>(
            "adopted", (entry, line) => line.Word(entry.Kind).Word(entry.Name).Hash("content", entry.Content), line => new(line.Next("kind"), line.Next("name"), line.Hash("content"))),
        EntryWord.Of<ReadinessChecked>(
            "readiness",
            (entry, line) => line.Word(entry.Task).Raw(entry.IsReady ? "ready" : "notReady").List("reasons", entry.Reasons),
            line => new(line.Next("task"), PeopleWords.YesNo(line, "ready", "notReady"), line.List("reasons"))),
        EntryWord.Of<OutputSet>(
            "output",
            (entry, line) =>
            {
                line.Word(entry.Output).Choice("wanted", entry.Wanted).Choice("seen", entry.Seen).Choice("cause", entry.Cause).Text("by", entry.By).Text("reason", entry.Reason);
                if (entry.Command is { } command)
                    line.Raw($"command={command}");
            },
            line => new(
                line.Next("output"), line.Choice<SwitchState>("wanted"), line.Choice<SwitchState>("seen"), line.Choice<OutputCause>("cause"),
                line.Text("by"), line.Text("reason"), line.Has("command") ? line.Command() : null)),
        EntryWord.Of<InputDoubted>(
            "doubted",
            (entry, line) =>
            {
                line.Word(entry.Doubt).Optional("rule", entry.Rule);
                foreach (var channel in entry.Channels)
                    line.Raw(line.Signals.Spell(channel));
            },
            Doubted),
        EntryWord.Of<OtherRigCurrent>(
            "otherRig",
            (entry, line) => line.Raw(line.Signals.Spell(entry.Channel)).Word(entry.Rig).Word(entry.State),
            line => new(line.Channel(line.NextRaw("signal")), line.Next("rig"), line.Next<SwitchState>("state"))),
        EntryWord.Of<UnknownEntry>(
            "unknown",
            (entry, line) => line.Raw(entry.Kind.ToString(CultureInfo.InvariantCulture)).Bytes("bytes", entry.Encoded),
            line => new((int)Math.Clamp(line.Read("kind", line.NextRaw("kind"), 0), int.MinValue, int.MaxValue), line.Bytes("bytes"))),
    ];

    private static InputDoubted Doubted(LineReader line)
    {
        var doubt = line.Next<InputDoubt>("doubt");
        List<int> channels = [];
        while (line.HasWord)
            channels.Add(line.Channel(line.NextRaw("signal")));
        return new([.. channels], doubt, line.Text("rule"));
    }
}
