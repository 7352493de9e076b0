using System.CommandLine;
using WeldExam.EdgeGateway.Commands;

var root = new RootCommand("WeldExam：焊工实操考试边缘网关 · the edge gateway beside a welding station")
{
    GatewayCommand.Create(),
    CheckCommand.Create(),
    KeyCommand.Create(),
    ScoreCommand.Create(),
    VerifyCommand.Create(),
    JournalCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
