using BenchmarkDotNet.Running;
using WeldExam.Benchmarks.Journals;

// "figures" prints rates and sizes against their requirement in seconds; anything else goes to BenchmarkDotNet.
if (args is ["figures", ..])
    return JournalFigures.Print(TimeProvider.System);
BenchmarkSwitcher.FromAssembly(typeof(JournalFigures).Assembly).Run(args);
return 0;
