using WeldExam.Centre.Archive;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Scores;
using WeldExam.TestKit.Stations;

namespace WeldExam.Simulation.Tests;

/// <summary>Promises 1, 2 and 26: whatever stops the box, no acknowledged act is lost, none is there twice, nobody's story changes.</summary>
public sealed class WholeExamTests
{
    [Fact]
    public void Two_hundred_crashes_lose_nothing_and_the_same_seed_tells_the_same_story()
    {
        var world = World.Run(seed: 1, new CrashPlan(200));
        Assert.Equal(200, world.Crashes);
        Judge(world);
        Assert.Equal(world.Trace.Hash, World.Run(seed: 1, new CrashPlan(200)).Trace.Hash);
    }

    [Fact]
    [Trait("Clause", "promises 5, 6")]
    public void Over_a_link_that_drops_repeats_delays_and_breaks_the_centre_holds_the_same_bytes_and_the_same_sheet()
    {
        var plan = new CrashPlan(40, LongestLife: 400, Link: new());
        var world = World.Run(seed: 4, plan);
        Assert.InRange(world.Crashes, 20, 40);
        Judge(world);
        Assert.Equal(world.Trace.Hash, World.Run(seed: 4, plan).Trace.Hash);
    }

    [Fact]
    public void Another_seed_tells_another_story() => Assert.NotEqual(
        World.Run(seed: 2, new CrashPlan(5)).Trace.Hash, World.Run(seed: 3, new CrashPlan(5)).Trace.Hash);

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Crashes_before_and_after_the_examined_time_change_no_line_of_the_sheet(int seed)
    {
        var quiet = Sheet(World.Run(seed, CrashPlan.None));
        var world = World.Run(seed, new CrashPlan(40, LongestLife: 12, WhileExamined: false, DiskFaults: false));
        Assert.InRange(world.Crashes, 10, 40);
        Judge(world);
        var sheet = Sheet(world);
        Assert.Equal(Lines(quiet).Select(line => (line.Id, line.Times, line.Machine?.Outcome)), Lines(sheet).Select(line => (line.Id, line.Times, line.Machine?.Outcome)));
        Assert.Equal((quiet.Points, 97m), (sheet.Points, sheet.Points));
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(300)]
    [InlineData(400)]
    [InlineData(500)]
    public void Two_thousand_crashes_under_five_seeds(int seed)
    {
        for (var part = 0; part < 2; part++)
            Judge(World.Run(seed + part, new CrashPlan(200, LongestLife: 60 + (60 * part))));
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(300)]
    public void Two_hundred_crashes_over_a_bad_link(int seed) => Judge(World.Run(seed, new CrashPlan(200, LongestLife: 150, Link: new())));

    private static void Judge(World world)
    {
        var reading = world.Reading(world.Examiner.Part);
        Assert.True(reading.IsSound, $"{reading.Fault}");
        var entries = reading.Entries.ToArray();
        Assert.Equal(reading.MerkleRoot((int)reading.Seal!.Blocks), reading.Seal.MerkleRoot);
        Assert.Equal(reading.Blocks.Length - 1, reading.Seal.Blocks);

        var commands = entries.Select(recorded => CommandOf(recorded.Entry)).OfType<CommandId>().Prepend(new(world.Examiner.Part.Value)).ToArray();
        Assert.Equal(commands.Length, commands.Distinct().Count());
        Assert.Empty(world.Examiner.Acknowledged.Except(commands));
        Assert.Single(world.Journals, journal => journal.Opened?.Kind == JournalKind.Part);
        Assert.Empty(world.Disk.Misuses);

        Assert.Empty(world.Centre.Forks);
        foreach (var journal in world.Journals.Where(journal => !journal.Blocks.IsEmpty))
            Assert.Equal(journal.Blocks.SelectMany(block => block.Bytes.ToArray()), world.Centre.Journal(journal.Blocks[0].Block.Journal));

        var sheet = Assert.IsType<ScoreSheet>(Scoring.Score(TestPaper.Sample, entries));
        Assert.Equal(sheet.Hash, reading.Seal.SheetHash);
        Assert.All(Lines(sheet), NeverWrong);
        if (world.Centre is LinkedCentre centre)
            Assert.Equal((Outcome: ReScoreOutcome.Matches, sheet.Hash), (centre.ReScore(world.Examiner.Part)!.Outcome, centre.ReScore(world.Examiner.Part)!.Sheet!.Value));
    }

    /// <summary>The candidate did everything right, so the machine may find that, or not know; it must never find a fault.</summary>
    private static void NeverWrong(DeductionLine line) => Assert.True(line.Machine is null or { Outcome: Outcome.Yes or Outcome.Unknown }, $"{line.Id}: {line.Machine}");

    private static ScoreSheet Sheet(World world) =>
        Assert.IsType<ScoreSheet>(Scoring.Score(TestPaper.Sample, [.. world.Reading(world.Examiner.Part).Entries]));

    private static IEnumerable<DeductionLine> Lines(ScoreSheet sheet) => sheet.Blocks.SelectMany(block => block.Items).SelectMany(item => item.Deductions);

    private static CommandId? CommandOf(Entry entry) => entry switch
    {
        SubjectStarted act => act.Command,
        SubjectEnded act => act.Command,
        Marked act => act.Command,
        Overridden act => act.Command,
        Signed act => act.Command,
        _ => null,
    };
}
