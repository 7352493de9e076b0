using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Signals;

namespace WeldExam.Centre.Tests.Fixtures;

/// <summary>Parts under the sample paper, judged by examiners alone, scored by the exam's own scoring.</summary>
internal static class TestParts
{
    public static readonly byte[] PaperFile = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "papers", "weld-2024-hebei-sample.yaml"));
    public static readonly Paper Paper = Assert.IsType<PaperAccepted>(PaperReader.Read("sample", PaperFile)).Paper;
    public static readonly SittingId Sitting = new(new Guid(77, 0, 0, new byte[8]));

    public static Opened Opened(TestBox box, string subject = "K1", string task = "K11", ExamMode mode = ExamMode.Practice, params ReadOnlySpan<Hash256> policies) => new(
        JournalKind.Part,
        TestBox.Point,
        box.Station,
        box.Name,
        new(Sitting, "c-4711", subject, task, $"{Paper.Id}", Paper.Hash, Paper.Semantics, ["K1", "K2", "K3", "K4"], 1, mode, IsTest: true, null, null, [.. policies], []));

    /// <summary>An open part with a given number of blocks.</summary>
    public static TestJournal Open(TestBox box, int id, int blocks)
    {
        var journal = new TestJournal(new(new Guid(id, 0, 0, new byte[8])), box.Boot(id));
        journal.Add(Opened(box));
        for (var i = 1; i < blocks; i++)
            journal.Add(new ClockAnchor(DateTimeOffset.UnixEpoch.AddSeconds(i), ClockSource.Ntp, TimeSpan.FromMilliseconds(5)));
        return journal;
    }

    /// <summary>A whole part from opening to seal.</summary>
    /// <param name="box">Who writes.</param>
    /// <param name="id">Number in the journal's id.</param>
    /// <param name="lost">Deductions that apply once.</param>
    /// <param name="subject">K1 … K4.</param>
    /// <param name="task">K11 … K42.</param>
    /// <param name="opened">Its opening, in place of the usual one.</param>
    /// <param name="forge">Changes the sheet that the box concludes.</param>
    /// <param name="measured">Evidence of channels 0 (current) and 1 (voltage), in tenths.</param>
    public static TestJournal Sealed(
        TestBox box, int id, string[] lost, string subject = "K1", string task = "K11", Func<byte[], byte[]>? forge = null, Opened? opened = null, Entry[]? measured = null)
    {
        var journal = new TestJournal(new(new Guid(id, 0, 0, new byte[8])), box.Boot(id));
        opened ??= Opened(box, subject, task);
        journal.Add(measured is null ? opened : opened with { Part = opened.Part! with { Channels = [Meter(0, "current", "A"), Meter(1, "voltage", "V")] } });
        journal.Add(new Assigned([new("E-01", StaffRole.Examiner), new("E-02", StaffRole.Examiner)]), new SubjectStarted(default, "E-01"));
        foreach (var entry in measured ?? [])
            journal.Add(entry);
        var command = 0;
        CommandId Next() => new(new Guid(id, (short)++command, 0, new byte[8]));
        foreach (var item in Paper.Task(task)!.Items)
            journal.Add(new Marked(Next(), "E-01", item.Id, null, MarkKind.Met, 0, null, string.Empty));
        foreach (var deduction in lost)
            journal.Add(new Marked(Next(), "E-01", deduction[..deduction.LastIndexOf('.')], deduction, MarkKind.Deduct, 1, null, string.Empty));
        journal.Add(new SubjectEnded(Next(), "E-01", EndReason.Finished));
        journal.Add(new ClockAnchor(DateTimeOffset.UnixEpoch, ClockSource.Ntp, TimeSpan.FromMilliseconds(5)));
        var sheet = Assert.IsType<ScoreSheet>(Scoring.Score(Paper, journal.Entries)).ToCanonicalJson();
        sheet = forge?.Invoke(sheet) ?? sheet;
        var hash = Hash256.Of(sheet);
        journal.Add(new Concluded(sheet, hash));
        journal.Add(new Signed(Next(), Signatory.Examiner, "E-01", hash));
        journal.Add(new Sealed(hash, journal.Root, journal.Blocks.Count, 0, []));
        return journal;
    }

    private static Channel Meter(int id, string signal, string unit) => new(
        id, signal, "meter", ChannelKind.Analog, unit, -1, Uncertainty.None, TimeSpan.FromMilliseconds(100), default, default, PowerSource.Station, null, default);

    public static string FirstDeduction(string task) => Paper.Task(task)!.Items.SelectMany(item => item.Deductions).First(d => !d.IsVeto && d.Kind == DeductionKind.Manual).Id;
}
