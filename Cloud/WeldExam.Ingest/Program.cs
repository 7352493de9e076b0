using System.CommandLine;
using WeldExam.Ingest.Configuration;
using WeldExam.Ingest.Hosting;

var config = new Option<string>("--config") { Description = "centre.yaml", Required = true };

var init = new Command("init", "Makes the data folder and the centre's key; prints the public key that boxes must know.") { config };
init.SetAction(parsed => Guarded(() =>
{
    using var key = CentreKey.Open(CentreConfigurationReader.Read(parsed.GetRequiredValue(config)).KeyFile);
    Console.WriteLine(CentreKey.PublicHex(key));
    return Task.FromResult(0);
}));

var run = new Command("run", "Runs the centre until it is told to stop.") { config };
run.SetAction((parsed, cancel) => Guarded(async () =>
{
    var configuration = CentreConfigurationReader.Read(parsed.GetRequiredValue(config));
    await using var app = await CentreApplication.BuildAsync(configuration, cancel);
    await app.RunAsync(cancel);
    return 0;
}));

return await new RootCommand("The centre that WeldExam boxes report to") { init, run }.Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

static async Task<int> Guarded(Func<Task<int>> work)
{
    try
    {
        return await work();
    }
    catch (ConfigurationException exception)
    {
        foreach (var error in exception.Errors)
            await Console.Error.WriteLineAsync(error);
        return 2;
    }
}
