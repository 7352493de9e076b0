namespace WeldExam.Benchmarks.Modbus;

/// <summary>Modbus TCP beside a libmodbus loop on the same libmodbus server: A/B/A/B in one run, medians of the rounds' ratios.</summary>
internal static class ModbusFigures
{
    private const int Rounds = 7;
    private const int PerRound = 20_000;
    private const int InFlight = 8;

    /// <summary>Prints each figure; 1 when one misses its requirement.</summary>
    public static async Task<int> PrintAsync(TimeProvider clock)
    {
        using var server = CProgram.Compile("modbus_server");
        using var client = CProgram.Compile("modbus_client");
        var port = server.Start();
        List<Round> theirs = [], ours = [], piped = [];
        for (var round = -2; round < Rounds; round++)
        {
            var figures = client.Run(port, $"{PerRound}");
            var c = new Round(PerRound / figures[0], figures[1] / PerRound, 0);
            var one = await TcpLoad.RunAsync(clock, int.Parse(port), PerRound, 1);
            var many = await TcpLoad.RunAsync(clock, int.Parse(port), PerRound, InFlight);
            if (round < 0)
                continue; // not compiled fully yet
            theirs.Add(c);
            ours.Add(one);
            piped.Add(many);
        }

        Console.WriteLine($"Modbus TCP, 125 registers, medians of {Rounds} rounds of {PerRound}");
        Tell("libmodbus C", theirs);
        Tell("ours", ours);
        Tell($"ours, {InFlight} in flight", piped);
        var met = Figure.Least("transactions/s against C", Ratio(ours, theirs, round => round.PerSecond), 0.9);
        met &= Figure.Least($"with {InFlight} in flight against C", Ratio(piped, theirs, round => round.PerSecond), 2);
        met &= Figure.Most("CPU a transaction against C", Ratio(ours, theirs, round => round.Cpu), 1.5);
        met &= Figure.Most($"CPU with {InFlight} in flight against C", Ratio(piped, theirs, round => round.Cpu), 1.5);
        met &= Figure.Most("bytes allocated a transaction", Median(ours.Select(round => round.Bytes)), 0);
        met &= Figure.Most($"bytes with {InFlight} in flight", Median(piped.Select(round => round.Bytes)), 0);
        return met ? 0 : 1;
    }

    private static void Tell(string who, List<Round> rounds) => Console.WriteLine(
        $"  {who,-20} {Median(rounds.Select(round => round.PerSecond)),9:N0}/s {1e6 * Median(rounds.Select(round => round.Cpu)),7:N1} us CPU {Median(rounds.Select(round => round.Bytes)),7:N2} bytes");

    private static double Ratio(List<Round> ours, List<Round> theirs, Func<Round, double> of) =>
        Median(ours.Zip(theirs, (one, other) => of(one) / of(other)));

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
}
