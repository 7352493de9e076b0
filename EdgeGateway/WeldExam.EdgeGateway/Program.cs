using System.CommandLine;
using WeldExam.EdgeGateway.Commands;
using WeldExam.EdgeGateway.Commands.Devices;
using WeldExam.EdgeGateway.Commands.Papers;

var root = new RootCommand("WeldExam：焊工实操考试边缘网关 · the edge gateway beside a welding station")
{
    GatewayCommand.Create(),
    CheckCommand.Create(),
    ProfileCommand.Create(),
    PaperCommand.Create(),
    KeyCommand.Create(),
    ScoreCommand.Create(),
    VerifyCommand.Create(),
    JournalCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
