using WeldExam.Exam.Journal;

namespace WeldExam.Exam.Transcripts;

/// <summary>Interruptions, the sheet, signatures and the seal.</summary>
internal static class ClosingWords
{
    public static readonly EntryWord[] All =
    [
        EntryWord.Of<Interrupted>(
            "interrupted", (entry, line) => line.Word(entry.Cause).Text("detail", entry.Detail), line => new(line.Next<InterruptionCause>("cause"), line.Text("detail"))),
        EntryWord.Of<Resumed>(
            "resumed",
            (entry, line) => line.Word(entry.Cause).Number("dropped", entry.DroppedBytes).Text("detail", entry.Detail),
            line => new(line.Next<InterruptionCause>("cause"), line.Has("dropped") ? line.Number("dropped") : 0, line.Text("detail"))),
        EntryWord.Of<Concluded>(
            "concluded", (entry, line) => line.Optional("by", entry.By).Hash("hash", entry.SheetHash).Bytes("sheet", entry.Sheet),
            line => new(line.Bytes("sheet"), line.Hash("hash")) { By = line.Optional("by") }),
        EntryWord.Of<Signed>(
            "signed",
            (entry, line) => line.Word(entry.Role).Text("by", entry.By).Hash("sheet", entry.SheetHash).Command(entry.Command),
            line => new(line.Command(), line.Next<Signatory>("who"), line.Text("by"), line.Hash("sheet"))),
        EntryWord.Of<SignedWithObjection>(
            "objection",
            (entry, line) => line.Word(entry.Role).Text("by", entry.By).List("items", entry.Items).Text("reason", entry.Reason).Hash("sheet", entry.SheetHash).Command(entry.Command),
            line => new(line.Command(), line.Next<Signatory>("who"), line.Text("by"), line.Hash("sheet"), line.List("items"), line.Text("reason"))),
        EntryWord.Of<RefusedToSign>(
            "refusal",
            (entry, line) => line.Word(entry.Role).Text("by", entry.By).Text("witness", entry.Witness).Hash("sheet", entry.SheetHash).Command(entry.Command),
            line => new(line.Command(), line.Next<Signatory>("who"), line.Text("by"), line.Hash("sheet"), line.Text("witness"))),
        EntryWord.Of<Sealed>(
            "sealed",
            (entry, line) => line.Hash("sheet", entry.SheetHash).Hash("root", entry.MerkleRoot).Number("blocks", entry.Blocks).Number("files", entry.Files).List("gaps", entry.Gaps)
                .Optional("by", entry.By),
            line => new(line.Hash("sheet"), line.Hash("root"), line.Number("blocks"), line.Int("files"), line.List("gaps")) { By = line.Optional("by") }),
        EntryWord.Of<SittingClosed>("sittingClosed", Write, Closed, hasRows: true),
    ];

    /// <summary>Left out when it is nothing but zeros.</summary>
    public static LineWriter Hash(this LineWriter line, string name, Hash256 hash) => hash == default ? line : line.Raw($"{name}={hash}");

    public static Hash256 Hash(this LineReader line, string name) => line.Optional(name) is { } hex ? line.ToHash(name, hex) : default;

    public static Hash256 ToHash(this LineReader line, string name, string hex)
    {
        if (!Hash256.TryParse(hex, out var hash))
            line.Fault($"{name} is not a SHA-256 in hexadecimal: {hex}");
        return hash;
    }

    private static void Write(SittingClosed entry, LineWriter line)
    {
        line.Raw($"sitting={entry.Sitting}").Hash("hash", entry.ResultHash).Bytes("result", entry.Result);
        foreach (var part in entry.Parts)
            line.Row("part").Raw(part.Journal.ToString()).Hash("root", part.MerkleRoot).Hash("sheet", part.SheetHash);
    }

    private static SittingClosed Closed(LineReader line) => new(
        new(line.Id("sitting", line.Required("sitting"))),
        line.Rows(row =>
        {
            if (row.NextRaw("part") != "part")
                row.Fault("a row begins with part");
            return new SealedPart(new(row.Id("journal", row.Next("journal"))), row.Hash("root"), row.Hash("sheet"));
        }),
        line.Bytes("result"),
        line.Hash("hash"));
}
