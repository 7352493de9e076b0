using System.Globalization;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Transcripts;

/// <summary>The opening of a journal, with the part, its task card and its channels in rows.</summary>
internal static class OpeningWords
{
    private const string Day = "yyyy-MM-dd";

    public static readonly EntryWord[] All = [EntryWord.Of<Opened>("opened", Write, Read, hasRows: true)];

    private static void Write(Opened entry, LineWriter line)
    {
        line.Word(entry.Kind).Text("point", entry.Point).Text("station", entry.Station).Text("box", entry.Box);
        if (entry.Part is not { } part)
            return;
        line.Row("part").Word(part.Subject).Word(part.Task).Raw($"sitting={part.Sitting}").Text("candidate", part.Candidate).List("subjects", part.Subjects)
            .Number("attempt", part.Attempt).Choice("mode", part.Mode).Choice("form", part.Form).Raw($"test={(part.IsTest ? "yes" : "no")}")
            .Optional("rig", part.Rig).Optional("replaces", part.Replaces?.ToString());
        line.Row("paper").Word(part.PaperId).Hash("hash", part.Paper).Number("semantics", part.Semantics);
        foreach (var policy in part.Policies)
            line.Row("policy").Raw(policy.ToString());
        foreach (var kept in part.Keeps)
            line.Row("keeps").Word(kept.Subject).Raw(kept.Part.ToString()).Hash("root", kept.MerkleRoot).Day("until", kept.ValidUntil);
        if (part.TaskCard is { } card)
            Write(card, line.Row("card"));
        foreach (var channel in part.Channels)
            Write(channel, line.Row("channel"));
    }

    private static void Write(TaskCard card, LineWriter line) =>
        line.Raw(card.Process.ToString(CultureInfo.InvariantCulture)).Raw($"diameter={Numbers.Spell(card.DiameterMicrometres, 3)}").Text("consumable", card.Consumable)
            .Text("position", card.Position).Text("plate", card.Plate).Text("piece", card.Piece)
            .Raw(string.Create(CultureInfo.InvariantCulture, $"window={card.CurrentMin}..{card.CurrentMax}"));

    private static void Write(Channel channel, LineWriter line)
    {
        line.Raw(channel.Id.ToString(CultureInfo.InvariantCulture)).Word(channel.Signal).Word(channel.Kind).Text("device", channel.Device).Text("unit", channel.Unit)
            .Number("exponent", channel.Exponent).Raw(string.Create(CultureInfo.InvariantCulture, $"uncertainty={channel.Uncertainty.OfReadingPpm}ppm+{channel.Uncertainty.Absolute}"))
            .Span("period", channel.Period).Range("refresh", channel.Refresh).Range("delay", channel.Delay).Choice("power", channel.PoweredBy)
            .Optional("due", channel.CalibrationDue?.ToString(Day, CultureInfo.InvariantCulture)).Hash("profile", channel.Profile);
        if (channel.Waveform is { } waveform)
            line.Choice("waveform", waveform);
    }

    private static Opened Read(LineReader line)
    {
        var (kind, opening) = (line.Next<JournalKind>("kind"), new PartRows());
        line.Rows(row => opening.Take(row));
        var opened = new Opened(kind, line.Text("point"), line.Text("station"), line.Text("box"), opening.Part(line));
        if (opened.Part is { } part)
            line.Signals.Declare(part.Channels);
        return opened;
    }

    /// <summary>The rows under an opening, in any order.</summary>
    private sealed class PartRows
    {
        private PartOpening? _part;
        private (string Id, Hash256 Hash, int Semantics)? _paper;
        private TaskCard? _card;
        private readonly List<Hash256> _policies = [];
        private readonly List<KeptSubject> _keeps = [];
        private readonly List<Channel> _channels = [];

        public bool Take(LineReader row)
        {
            switch (row.NextRaw("row"))
            {
                case "part" when _part is null:
                    _part = Part0(row);
                    return true;
                case "paper" when _paper is null:
                    _paper = (row.Next("paper"), row.Hash("hash"), row.Int("semantics"));
                    return true;
                case "policy":
                    _policies.Add(row.ToHash("policy", row.NextRaw("hash")));
                    return true;
                case "keeps":
                    _keeps.Add(new(row.Next("subject"), new(row.Id("part", row.Next("part"))), row.Hash("root"), row.Day("until")));
                    return true;
                case "card" when _card is null:
                    _card = Card(row);
                    return true;
                case "channel":
                    _channels.Add(Channel(row));
                    return true;
                default:
                    row.Fault("a row is part, paper, card (once each), policy, keeps or channel");
                    return false;
            }
        }

        public PartOpening? Part(LineReader line)
        {
            if (_part is null != _paper is null || (_part is null && (_card is not null || _policies.Count + _keeps.Count + _channels.Count > 0)))
                line.Fault("a part needs the rows part and paper");
            return _part is null || _paper is not { } paper ? null : _part with
            {
                PaperId = paper.Id,
                Paper = paper.Hash,
                Semantics = paper.Semantics,
                TaskCard = _card,
                Policies = [.. _policies],
                Keeps = [.. _keeps],
                Channels = [.. _channels],
            };
        }

        private static PartOpening Part0(LineReader row)
        {
            var (subject, task) = (row.Next("subject"), row.Next("task"));
            return new(
                new(row.Id("sitting", row.Required("sitting"))), row.Text("candidate"), subject, task, string.Empty, default, 0, row.List("subjects"), row.Int("attempt"),
                row.Choice<ExamMode>("mode"), Yes(row), null, row.Optional("replaces") is { } replaced ? new JournalId(row.Id("replaces", replaced)) : null, [], [])
            {
                Form = row.Choice<ExamForm>("form"),
                Rig = row.Optional("rig"),
            };
        }

        private static bool Yes(LineReader row)
        {
            var word = row.Required("test");
            if (word is not ("yes" or "no"))
                row.Fault($"test is neither yes nor no: {word}");
            return word == "yes";
        }

        private static TaskCard Card(LineReader row)
        {
            var process = row.Read("process", row.NextRaw("process"), 0);
            var diameter = row.Number("diameter", 3);
            var (min, max) = row.Ends("window", row.RequiredRaw("window"));
            return new((int)process, row.Text("consumable"), (int)diameter, row.Text("position"), row.Text("plate"), row.Text("piece"), Amperes(row, min), Amperes(row, max));
        }

        private static decimal Amperes(LineReader row, string word)
        {
            if (!decimal.TryParse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amperes))
                row.Fault($"not a current: {word}");
            return amperes;
        }

        private static Channel Channel(LineReader row)
        {
            var id = row.Read("number", row.NextRaw("number"), 0);
            var (signal, kind) = (row.Next("signal"), row.Next<ChannelKind>("kind"));
            return new(
                (int)id, signal, row.Text("device"), kind, row.Text("unit"), row.Int("exponent"), Doubt(row), row.Span("period"), row.Range("refresh"), row.Range("delay"),
                row.Choice<PowerSource>("power"), Due(row), row.Hash("profile"))
            {
                Waveform = row.Has("waveform") ? row.Choice<Waveform>("waveform") : null,
            };
        }

        private static Uncertainty Doubt(LineReader row)
        {
            var parts = row.RequiredRaw("uncertainty").Split("ppm+");
            if (parts.Length == 2)
                return new((int)row.Read("uncertainty", parts[0], 0), row.Read("uncertainty", parts[1], 0));
            row.Fault("uncertainty is not PPMppm+ABSOLUTE");
            return default;
        }

        private static DateOnly? Due(LineReader row)
        {
            if (row.Optional("due") is not { } word)
                return null;
            if (!DateOnly.TryParseExact(word, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var due))
                row.Fault($"due is not a day like 2027-01-01: {word}");
            return due;
        }
    }
}
