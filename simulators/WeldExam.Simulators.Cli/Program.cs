using System.CommandLine;
using WeldExam.Simulators.Cli;
using WeldExam.Simulators.Cli.Demo;

var root = new RootCommand("Simulated welding exam stations: devices on real wires, arc physics, scripted candidates and faults.")
{
    DemoCommand.Create(),
    SitCommand.Create(),
    RunCommand.Create(),
    SendCommand.Create(),
    CheckCommand.Create(),
    ListCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
