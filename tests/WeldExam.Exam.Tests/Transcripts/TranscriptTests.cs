using System.Text.Json;
using CsCheck;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.People;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Tests.Performances;
using WeldExam.Exam.Time;
using WeldExam.Exam.Transcripts;

namespace WeldExam.Exam.Tests.Transcripts;

public sealed class TranscriptTests
{
    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.String, OneOf("", "main", "@3", "#x", "a..b", "a=b", "a,b", "两侧 both", "\"\\u0041", "tab\tnewline\n\r\u2028\u0085", "\ud800", "x*"));

    [Fact]
    public void Entries_become_text_and_the_text_the_same_entries() => Seeded.Hold(
        Gen.Select(Names, Names, Gen.Long, Gen.Int, Gen.Bool, Gen.Int[-12, 3]), 0x7e57, 500, drawn =>
        {
            var (name, other, number, small, yes, exponent) = drawn;
            Recorded[] journal = [.. Every(name, other, number, small, yes, exponent).Select((entry, i) => new Recorded(
                i / 20, new(new Guid(i / 25, 0, 0, new byte[8])), new(unchecked(number + i)), entry))];
            var text = Transcript.Write(journal);
            var read = Assert.IsType<TranscriptRead>(Transcript.Read("t", text));
            Assert.Equal(text, Transcript.Write(read.Entries));
            Assert.Equal(journal.Select(Plain), read.Entries.Select(Plain));
            return true;
        });

    [Fact]
    public void Every_kind_of_entry_is_written()
    {
        var kinds = typeof(Entry).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Entry))).ToHashSet();
        Assert.Superset(kinds, Every("a", "b", 1, 1, yes: true, -1).Select(entry => entry.GetType()).ToHashSet());
        Assert.Equal(kinds.Count, Every("a", "b", 1, 1, yes: true, -1).Select(entry => entry.GetType()).Distinct().Count());
    }

    [Fact]
    public void A_performance_reads_back_and_carriage_returns_do_not_matter()
    {
        var journal = Performance.Right().Hole(22.5, 30).AllMet().Journal();
        var text = Transcript.Write(journal);
        Assert.Contains("\n4 input main on after=3.95\n", text, StringComparison.Ordinal);
        Assert.Contains("\n    22.4 115.0 24.0\n    22.5 timeout timeout\n", text, StringComparison.Ordinal);
        var read = Assert.IsType<TranscriptRead>(Transcript.Read("t", text.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal(journal.Select(Plain), read.Entries.Select(Plain));
    }

    [Theory]
    [InlineData("transcript 2", 1, "the first line is not: transcript 1")]
    [InlineData("transcript 1\n  row", 1, "the first line is not: transcript 1")]
    [InlineData("transcript 1\n1 input main on", 2, "no recorder line yet")]
    [InlineData("R\n1 input main on", 3, "no signal main")]
    [InlineData("R\n# a comment\n1 input @2 onn", 4, "state is none of unknown, off, on: onn")]
    [InlineData("R\n1 input @2 on after=x", 3, "after is not a number of at most 6 decimals: x")]
    [InlineData("R\n1.1234567 input @2 on", 3, "time is not a number of at most 6 decimals: 1.1234567")]
    [InlineData("R\n99999999999999 input @2 on", 3, "time is out of range: 99999999999999")]
    [InlineData("R\n1 input @2 on more", 3, "unexpected: more")]
    [InlineData("R\n1 input @2 on colour=red", 3, "unknown field colour")]
    [InlineData("R\n1 input @2 on after=1 after=2", 3, "after stands twice")]
    [InlineData("R\n1 input @2 on\n    2 3", 3, "rows do not belong here")]
    [InlineData("R\n1 inputs @2 on", 3, "no entry is called inputs")]
    [InlineData("R\n1 device \"welder silent", 3, "device cannot be read; put it in double quotes: \"welder silent")]
    [InlineData("R\n1 device welder asleep", 3, "neither answers nor silent: asleep")]
    [InlineData("R\n1 samples @1\n    0 1.0", 4, "not a reading of @1: 1.0")]
    [InlineData("R\n1 samples @1\n    0 1r*", 4, "the column's head must say that it marks repeats, with a *")]
    [InlineData("R\n1 samples @1\n    0", 4, "reading is missing")]
    [InlineData("R\n1 clock yesterday ntp within=1", 3, "not a time like 2026-11-23T08:00:00+00:00: yesterday")]
    [InlineData("R\n1 started command=7", 3, "command is not 32 hexadecimal digits: 7")]
    [InlineData("R\n1 signed candidate by=a sheet=7", 3, "sheet is not a SHA-256 in hexadecimal: 7")]
    [InlineData("R\n1 concluded sheet=!", 3, "sheet is not base64")]
    [InlineData("R\n1 opened part", 0, null)]
    [InlineData("R\n1 opened part\n    paper p hash=00 semantics=1", 3, "a part needs the rows part and paper")]
    [InlineData("R\n1 opened part\n    papers", 4, "a row is part, paper, card (once each), policy, keeps or channel")]
    [InlineData("R\n1..2 weld 1 A 2 V", 3, "no meter line yet below this recorder")]
    [InlineData("R\n2..1 meter @1=0r", 3, "ends before it begins: 2..1")]
    [InlineData("R\n1..2 meter", 3, "a meter needs its signals: current=0 voltage=0")]
    [InlineData("R\n1..2 meter @1=0r every=0", 3, "every, rows, late and hold must be sensible, and the rows not more than 1000000")]
    [InlineData("R\n1..2 meter @1=0r\n1..2 level @2=0r", 4, "@2 is not one of the meter's")]
    [InlineData("R\n1..2 meter @1=0r\n1..2 arc", 4, "readings are described by meter, weld, level, ramp or silent, not arc")]
    public void What_is_wrong_is_named_with_file_and_line(string text, int line, string? message)
    {
        var reading = Transcript.Read("journal.txt", text.Replace("R\n", "transcript 1\nrecorder epoch=0 boot=00000000000000000000000000000001 origin=1\n", StringComparison.Ordinal));
        if (message is null)
            Assert.IsType<TranscriptRead>(reading);
        else
            Assert.Contains($"journal.txt:{line}: {message}", Assert.IsType<TranscriptRefused>(reading).Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Any_line_left_out_or_cut_short_is_refused_or_read_but_never_thrown()
    {
        var text = Transcript.Write(Performance.Right().Journal());
        Seeded.Hold(Gen.Select(Gen.Int[0, 4_000], Gen.Int[0, 40], OneOf("", "=", "\"", "..", "@", "x", " 1")), 0xbad, 2_000, cut =>
            Transcript.Read("t", text[..cut.Item1] + cut.Item3 + text[(cut.Item1 + cut.Item2)..6_000]) is not null);
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    internal static string Plain(Recorded recorded) =>
        $"{recorded.Epoch} {recorded.Boot} {recorded.At.Microseconds} {recorded.Entry.GetType().Name} {JsonSerializer.Serialize(recorded.Entry, recorded.Entry.GetType())}";

    private static Entry[] Every(string name, string other, long number, int small, bool yes, int exponent)
    {
        var (command, hash, tick, span) = (new CommandId(new Guid(small, 1, 2, new byte[8])), Hash256.Of([(byte)small]), new MonotonicTick(number), new TimeSpan(number));
        Channel Channel(int id, string signal, ChannelKind kind) => new(
            id, signal, other, kind, name, exponent, new(small & 0xffff, number), span, new(span, span), default, (PowerSource)(small & 3),
            yes ? new DateOnly(2026, 11, 24) : null, yes ? hash : default) { Waveform = yes ? null : (Waveform)(small & 1) };
        var part = new PartOpening(
            new(command.Value), name, other, "K21", name, hash, small, [name, other], small, (ExamMode)(small & 1), yes,
            yes ? new TaskCard(small, name, small & 0xffff, other, name, other, 90.50m, small) : null, yes ? new JournalId(command.Value) : null, yes ? [hash] : [],
            [Channel(0, "current", ChannelKind.Analog), Channel(1, name, ChannelKind.Analog), Channel(2, "main", ChannelKind.Switch), Channel(3, "main", ChannelKind.Switch)])
        {
            Rig = yes ? name : null,
            Form = (ExamForm)((small & 0xff) % 3),
            Keeps = yes ? [new(name, new(command.Value), hash, new DateOnly(2027, 6, 1))] : [],
        };
        return
        [
            new Opened((JournalKind)((small & 0xff) % 6), name, other, name, null),
            new Opened(JournalKind.Part, name, other, name, part),
            new Samples([tick, new(unchecked(number + 5))], [
                new(0, [number, small], [default, default]), new(1, [0, number], [Quality.Crc, Quality.ExpectedAbsence]) { Repeats = [yes, true] }, new(7, [1, -1], [default, Quality.Stale])]),
            new Samples([], []),
            new InputChanged(2, (SwitchState)((small & 0xff) % 3), tick, (Quality)((small & 0xff) % 10)),
            new InputChanged(small, SwitchState.On, new(unchecked(number - 7)), Quality.Good),
            new DeviceStateChanged(name, yes, Quality.Timeout, other),
            new ClockAnchor(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero).AddTicks(small), (ClockSource)((small & 0xff) % 3), span),
            new IdentityChecked(yes, yes ? [new(name, yes, other, name), new(other, false, "", "")] : [], [name, other]),
            new Assigned([new(name, StaffRole.Examiner), new(other, StaffRole.ChiefExaminer)]),
            new StartState([new(name, yes, other), new(other, !yes, null)]),
            new SubjectStarted(command, name),
            new SubjectEnded(command, name, (EndReason)((small & 0xff) % 6)),
            new Marked(command, name, other, yes ? name : null, (MarkKind)((small & 0xff) % 5), small, yes ? tick : null, name),
            new Overridden(command, name, other, name, other, small, name),
            new Interrupted((InterruptionCause)((small & 0xff) % 5), name),
            new Resumed(InterruptionCause.Stalled, number, name),
            new Concluded(new byte[] { (byte)small, 2 }.AsMemory(yes ? 2 : 0), hash) { By = yes ? name : null },
            new Signed(default, (Signatory)((small & 0xff) % 3), name, yes ? hash : default),
            new SignedWithObjection(command, Signatory.Candidate, name, hash, [name, other], other),
            new RefusedToSign(command, Signatory.Candidate, name, hash, other),
            new Sealed(hash, hash, number, small, yes ? [name] : []) { By = yes ? other : null },
            new SittingClosed(new(command.Value), [new(new(command.Value), hash, default), new(default, default, hash)], new byte[] { 7 }, hash),
            new FileAdopted(name, other, hash),
            new ReadinessChecked(name, yes, [name, other]),
            new OutputSet(name, SwitchState.On, SwitchState.Unknown, (OutputCause)((small & 0xff) % 9), name, other, yes ? command : null),
            new InputDoubted([1, 2, 9], InputDoubt.Stuck, name),
            new OtherRigCurrent(2, name, SwitchState.Off),
            new TaskDrawn(new(command.Value), name, other, hash, (DrawMethod)((small & 0xff) % 3), hash, [name, other], yes ? small : null, name, yes ? other : null, name),
            new StaffDrawn(hash, command.Value, [new(name, StaffRole.Invigilator), new(other, StaffRole.Examiner)], [new(other, StaffRole.Technician)]),
            new StaffJudged(hash, small, yes, yes ? null : name, new(2026, 11, 24), new(2026, 11, 25), yes ? [new(name, StaffFault.Employer, other)] : []),
            new Voided(command, name, new(command.Value), hash, other),
            new UnknownEntry(small, new byte[] { 1, 2, 3 }.AsMemory(yes ? 0 : 3)),
        ];
    }
}
