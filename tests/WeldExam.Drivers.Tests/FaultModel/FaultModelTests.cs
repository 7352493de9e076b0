using Xunit;

namespace WeldExam.Drivers.Tests.FaultModel;

/// <summary>Over random schedules of faults the client never returns a value that the device did not hold during the transaction, never
/// blocks past its deadline, and recovers. The full run is `dotnet run -c Release --project tests/WeldExam.Drivers.Tests -- -trait Category=Full`.</summary>
public sealed class FaultModelTests(ITestOutputHelper output)
{
    private const int Short = 4_000;
    private const int Full = 1_000_000;

    [Theory]
    [InlineData("rtu")]
    [InlineData("rtu with echo")]
    [InlineData("rtu over tcp")]
    [InlineData("tcp")]
    [InlineData("tcp pipelined")]
    public void Whatever_the_line_does_no_value_is_wrong(string kind) => Judge(kind, Run(Of(kind), Short));

    /// <summary>A million schedules of serial lines and connections together.</summary>
    [Theory]
    [Trait("Category", "Full")]
    [InlineData("rtu", 40)]
    [InlineData("rtu with echo", 10)]
    [InlineData("rtu over tcp", 20)]
    [InlineData("tcp", 15)]
    [InlineData("tcp pipelined", 15)]
    public void Whatever_the_line_does_a_million_times_no_value_is_wrong(string kind, int percent) =>
        Judge(kind, Run(Of(kind), Full / 100 * percent));

    [Fact]
    public void Without_the_quarantine_a_stale_value_is_found()
    {
        var tally = Run(FaultSetting.Rtu with { ToldLongestAnswer = 0 }, Short / 4);
        Assert.Contains(tally.Violations, violation => violation.Contains("stale", StringComparison.Ordinal));
    }

    [Fact]
    public void A_seed_repeats_its_course() => Assert.Equal($"{Run(FaultSetting.Rtu, 50)}", $"{Run(FaultSetting.Rtu, 50)}");

    private static FaultSetting Of(string kind) => kind switch
    {
        "rtu" => FaultSetting.Rtu,
        "rtu with echo" => FaultSetting.Rtu with { Echoes = true },
        "rtu over tcp" => FaultSetting.RtuOverTcp,
        "tcp" => FaultSetting.Tcp,
        _ => FaultSetting.Tcp with { Pipelining = 4 },
    };

    private static FaultTally Run(FaultSetting setting, int schedules)
    {
        var tally = new FaultTally();
        for (var seed = 0; seed < schedules; seed++)
            FaultSchedule.Run(setting, seed, tally);
        return tally;
    }

    private void Judge(string kind, FaultTally tally)
    {
        output.WriteLine($"{kind}: {tally}");
        TestContext.Current.SendDiagnosticMessage($"{kind}: {tally}");
        Assert.True(tally.Violations.Count == 0, $"{kind}: {tally}");

        // 2^-16 of the corrupted frames; in a short run one may come early.
        Assert.True(tally.TakenByChance <= Math.Max(1, tally.Corrupted / 65536), $"{kind}: {tally}");
        Assert.True(tally.Answers > tally.Transactions / 5 && tally.ConfirmedWrites > 0, $"{kind} proves little: {tally}");
    }
}
