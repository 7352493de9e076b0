using BenchmarkDotNet.Running;
using WeldExam.Benchmarks.Journals;
using WeldExam.Benchmarks.Modbus;
using WeldExam.Benchmarks.Scoring;

// These print rates and sizes against their requirement; anything else goes to BenchmarkDotNet.
if (args is ["figures", ..])
    return JournalFigures.Print(TimeProvider.System);
if (args is ["modbus"])
    return await ModbusFigures.PrintAsync(TimeProvider.System);
if (args is ["rtu"])
    return await RtuFigures.PrintAsync(TimeProvider.System);
if (args is ["tags"])
    return await TagFigures.PrintAsync(TimeProvider.System);
if (args is ["scoring"])
    return ScoringFigures.Print(TimeProvider.System);
if (args is ["lines", ..])
    return await LineFigures.PrintAsync(LineOptions.Of(args[1..]), TimeProvider.System);
BenchmarkSwitcher.FromAssembly(typeof(JournalFigures).Assembly).Run(args);
return 0;
