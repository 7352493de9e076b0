using System.CommandLine;
using WeldExam.EdgeGateway.Commands.Devices;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.EdgeGateway.Running;
using WeldExam.Exam.Papers;

namespace WeldExam.EdgeGateway.Commands.Papers;

/// <summary><c>weldexam paper check|show|diff|bundle</c>: a paper before any box or centre sees it.</summary>
internal static class PaperCommand
{
    private const int Misfits = 1;
    private const int CannotRead = 2;
    private static readonly Argument<string> File = new("file") { Description = "试卷文件、文件夹或地方方案 · a paper: bundle, folder or overlay (YAML)" };
    private static readonly Argument<string> Other = new("other") { Description = "与之比较的试卷 · the paper to compare with" };
    private static readonly Option<string?> Base = new("--base") { Description = "地方方案的基础试卷 · the base of an overlay" };
    private static readonly Option<string?> Station = new("--station") { Description = "站点配置 · station.yaml: what its instruments cannot judge" };
    private static readonly Option<string?> Task = new("--task") { Description = "只显示一题 · one task only" };
    private static readonly Option<string> Out = new("--out") { Description = "写入的文件 · file to write", Required = true };

    public static Command Create()
    {
        var check = new Command("check", "检查试卷 · check a paper") { File, Base, Station };
        check.SetAction((parsed, cancel) => CheckAsync(parsed, cancel));
        var show = new Command("show", "显示试卷 · show a paper in words") { File, Base, Task };
        show.SetAction(parsed => With(parsed, File, paper => Show(paper, parsed.GetValue(Task))));
        var diff = new Command("diff", "比较两份试卷 · what changed between two papers") { File, Other };
        diff.SetAction(parsed => With(parsed, File, one => With(parsed, Other, other => Diff(one, other))));
        var bundle = new Command("bundle", "合成一个文件，用于签发 · make one file of it, to be issued") { File, Base, Out };
        bundle.SetAction(parsed => With(parsed, File, paper => Bundle(paper, parsed.GetRequiredValue(Out))));
        return new Command("paper", "试卷 · papers") { check, show, diff, bundle };
    }

    /// <summary>Loads a paper and goes on with it, or says what is wrong.</summary>
    private static int With(ParseResult parsed, Argument<string> which, Func<PaperFile, int> act)
    {
        try
        {
            var file = PaperFile.Load(parsed.GetRequiredValue(which), which == File && parsed.CommandResult.Command.Options.Contains(Base) ? parsed.GetValue(Base) : null);
            return file.Reading is PaperRefused refused ? CheckCommand.Complain(refused.Errors.Select(error => error.ToString())) : act(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine(fault.Message);
            return CannotRead;
        }
    }

    private static async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancel)
    {
        PaperFile? file = null;
        var code = With(parsed, File, loaded =>
        {
            file = loaded;
            var paper = loaded.Paper!;
            Console.WriteLine(Spoken.Line("paper.sound", $"{paper.Id} {paper.Version}", paper.Tasks.Length, paper.Tasks.SelectMany(task => task.Items).Count()));
            Console.WriteLine($"  SHA-256 {paper.Hash}");
            if (paper.Status == PaperStatus.Sample)
                Console.WriteLine($"  ! {Spoken.Line("paper.sample")}");
            return 0;
        });
        return code == 0 && parsed.GetValue(Station) is { } station ? await FitAsync(file!.Paper!, station, cancel) : code;
    }

    private static async Task<int> FitAsync(Paper paper, string path, CancellationToken cancel)
    {
        var (config, errors) = GatewayConfigFile.Load(path);
        if (config is null)
            return CheckCommand.Complain(errors.Select(error => error.ToString()));
        var (profiles, faults) = await ProfileShelf.LoadAsync(config.ProfilesFolder, cancel);
        var problems = faults.IsEmpty ? Box.ProblemsOf(config, profiles) : faults;
        if (!problems.IsEmpty)
            return CheckCommand.Complain(problems);
        var fits = true;
        foreach (var station in config.Stations)
        {
            var misfits = StationFit.Of(paper, StationRunner.ChannelsOf(station, profiles).Channels);
            fits &= misfits.IsEmpty;
            Console.WriteLine(Spoken.Line(misfits.IsEmpty ? "paper.fits" : "paper.misfits", station.Name, misfits.Length));
            foreach (var misfit in misfits)
                Console.WriteLine($"  ! {Spoken.Line(CodeOf(misfit), misfit.Of ?? misfit.Task, misfit.Signal, misfit.Detail)}");
        }

        return fits ? 0 : Misfits;
    }

    private static string CodeOf(Misfit misfit) => misfit.Kind switch
    {
        MisfitKind.SignalMissing when misfit.Of is null => "paper.taskClosed",
        MisfitKind.SignalMissing => "paper.noSignal",
        MisfitKind.OtherUnit => "paper.otherUnit",
        _ => "paper.tooSlow",
    };

    private static int Show(PaperFile file, string? task)
    {
        Console.Write(PaperText.Of(file.Paper!, task));
        return 0;
    }

    private static int Diff(PaperFile one, PaperFile other)
    {
        var changes = PaperDiff.Of(one.Bundle, other.Bundle);
        Console.Write(DiffText.Of(changes));
        return changes.IsEmpty ? 0 : Misfits;
    }

    private static int Bundle(PaperFile file, string path)
    {
        System.IO.File.WriteAllBytes(path, file.Bundle);
        Console.WriteLine($"{file.Paper!.Hash}  {path}");
        return 0;
    }
}
