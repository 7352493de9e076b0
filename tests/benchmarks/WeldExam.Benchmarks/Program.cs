using BenchmarkDotNet.Running;
using WeldExam.Benchmarks.Journals;
using WeldExam.Benchmarks.Modbus;

// "figures" and "modbus" print rates and sizes against their requirement; anything else goes to BenchmarkDotNet.
if (args is ["figures", ..])
    return JournalFigures.Print(TimeProvider.System);
if (args is ["modbus"])
    return await ModbusFigures.PrintAsync(TimeProvider.System);
BenchmarkSwitcher.FromAssembly(typeof(JournalFigures).Assembly).Run(args);
return 0;
