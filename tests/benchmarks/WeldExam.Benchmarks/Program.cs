using BenchmarkDotNet.Running;
using WeldExam.Benchmarks.Journals;
using WeldExam.Benchmarks.Modbus;
using WeldExam.Benchmarks.Scoring;
using WeldExam.EdgeGateway.Threads;

// These print rates and sizes against their requirement; anything else goes to BenchmarkDotNet.
if (args is ["figures", ..])
    return JournalFigures.Print(TimeProvider.System);
if (args is ["modbus"])
    return await ModbusFigures.PrintAsync(TimeProvider.System);
if (args is ["scoring"])
    return ScoringFigures.Print(TimeProvider.System);
Func<TimeProvider, Task<int>>? onWires = args switch
{
    ["rtu"] => RtuFigures.PrintAsync,
    ["tags"] => TagFigures.PrintAsync,
    ["lines", ..] => clock => LineFigures.PrintAsync(LineOptions.Of(args[1..]), clock),
    _ => null,
};
if (onWires is not null)
{
    // As in the gateway: one thread for all wires.
    using var wires = new WireThread("wires");
    var code = 1;
    await wires.RunAsync(async () => code = await onWires(wires.Clock));
    return code;
}

BenchmarkSwitcher.FromAssembly(typeof(JournalFigures).Assembly).Run(args);
return 0;
