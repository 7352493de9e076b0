using System.Runtime.CompilerServices;
using SharpFuzz;
using WeldExam.Fuzz;

// instrument                      adds the counting of edges to WeldExam.Protocols.dll beside this program, once
// run CORPUS SECONDS [TARGET…]    runs every parser, or those named, so long each
return args switch
{
    ["instrument"] => Instrument(),
    ["run", var corpus, var seconds, .. var targets] => Run(corpus, int.Parse(seconds), targets),
    _ => 2,
};

static int Instrument()
{
    var library = Path.Combine(AppContext.BaseDirectory, "WeldExam.Protocols.dll");
    try
    {
        Fuzzer.Instrument(library, _ => true, Options.Value);
    }
    catch (InstrumentationException told)
    {
        Console.WriteLine(told.Message);
    }

    return 0;
}

// Apart, so that the library is not loaded while it is instrumented.
[MethodImpl(MethodImplOptions.NoInlining)]
static int Run(string corpus, int seconds, string[] targets)
{
    var map = new EdgeMap();
    foreach (var name in targets.Length > 0 ? targets : [.. WeldExam.Fuzz.Targets.FuzzTargets.All.Keys])
        Console.WriteLine(new Campaign(name, Path.Combine(corpus, name), map, TimeProvider.System).Run(TimeSpan.FromSeconds(seconds), seed: 1));
    return 0;
}
