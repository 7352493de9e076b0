using System.CommandLine;
using WeldExam.Simulators.Cli;

var root = new RootCommand("Simulated welding exam stations: devices on real wires, arc physics, scripted candidates and faults.")
{
    RunCommand.Create(),
    SendCommand.Create(),
    CheckCommand.Create(),
    ListCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
