using System.CommandLine;
using WeldExam.Contracts.Signing;
using WeldExam.EdgeGateway.Evidence;
using WeldExam.Exam.Journal;

namespace WeldExam.EdgeGateway.Commands;

/// <summary><c>weldexam journal FILE</c>: what a journal says, for people.</summary>
internal static class JournalCommand
{
    public static Command Create() => new EvidenceArguments().Command("journal", "显示日志 · print a journal", (evidence, _) => Run(evidence));

    private static int Run(EvidenceFile evidence)
    {
        using var suite = new Es256Suite();
        var reading = evidence.Read(suite);
        foreach (var encoded in reading.Blocks)
        {
            Console.WriteLine($"# block {encoded.Block.Number} epoch {encoded.Block.Epoch} {encoded.Bytes.Length} bytes {encoded.Hash}");
            foreach (var stamped in encoded.Block.Entries)
                Console.WriteLine($"  {stamped.At,16}  {Describe(stamped.Entry)}");
        }

        if (reading.Fault is not { } fault)
            return 0;
        Console.WriteLine($"✘ byte {reading.SoundLength}: {fault}");
        return 1;
    }

    private static string Describe(Entry entry) => entry switch
    {
        Samples samples => $"Samples {samples.At.Length} rows, channels {string.Join(",", samples.Columns.Select(column => column.Channel))}, "
            + string.Join("; ", samples.Columns.Select(column => $"{column.Channel}: {column.Values.Min()}…{column.Values.Max()}")),
        Concluded concluded => $"Concluded sheet {concluded.SheetHash}",
        SittingClosed closed => $"SittingClosed {closed.Sitting} result {closed.ResultHash}",
        Opened { Part: { } part } opened => $"Opened {opened.Kind} {opened.Point}/{opened.Station} box {opened.Box} "
            + $"sitting {part.Sitting} candidate {part.Candidate} task {part.Task} paper {part.PaperId} mode {part.Mode}",
        IdentityChecked identity => $"IdentityChecked accepted {identity.IsAccepted}: {string.Join("; ", identity.Factors.Select(factor => $"{factor.Factor} {factor.Passed} ({factor.Reason})"))}",
        Assigned assigned => $"Assigned {string.Join(", ", assigned.Staff.Select(person => $"{person.Id} {person.Role}"))}",
        StartState state => $"StartState {string.Join(", ", state.Conditions.Select(condition => $"{condition.Condition} {condition.Holds} {condition.TickedBy}"))}",
        UnknownEntry unknown => $"kind {unknown.Kind} of a newer version, {unknown.Encoded.Length} bytes",
        _ => entry.ToString(),
    };
}
