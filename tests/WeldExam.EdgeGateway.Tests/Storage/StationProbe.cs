using System.Diagnostics;
using System.Runtime.CompilerServices;
using WeldExam.Contracts.Reading;
using WeldExam.EdgeGateway.Storage;
using WeldExam.Exam.Journal;
using WeldExam.Station.Flow;
using WeldExam.TestKit.Pumps;
using WeldExam.TestKit.Signing;
using WeldExam.TestKit.Stations;

namespace WeldExam.EdgeGateway.Tests.Storage;

/// <summary>This very program as a child that holds one part over a real file system: a mark each simulated second, with the disk
/// filled for half a minute if asked. It says what became of the marks.</summary>
internal static class StationProbe
{
    private const string Folder = "WELDEXAM_STATION_PROBE";
    private const string Fill = "WELDEXAM_STATION_PROBE_FILL";
    private const string Examiner = "E-01";

    /// <param name="folder">Where the journals lie.</param>
    /// <param name="fills">Whether the child uses up all room from second 10 to 40.</param>
    /// <param name="around">The command under which the child runs.</param>
    public static async Task<Dictionary<string, string>> RunAsync(string folder, bool fills, params string[] around)
    {
        string[] command = [.. around, Environment.ProcessPath!];
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment[Folder], start.Environment[Fill]) = (folder, fills ? "yes" : "");
        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEndAsync();
        var said = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode == 0, $"exit {child.ExitCode}: {await errors}");
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    [ModuleInitializer]
    internal static void RunIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Folder) is not { } folder)
            return;
        foreach (var (name, value) in new Life(folder, Environment.GetEnvironmentVariable(Fill) == "yes").Live())
            Console.WriteLine($"{name}: {value}");
        Environment.Exit(0);
    }

    private sealed class Life(string folder, bool fills)
    {
        private readonly Pump _pump = new();
        private readonly TestBox _box = TestBox.Simulated();
        private readonly SeededIds _ids = new(3);
        private readonly SortedSet<string> _faults = [];
        private readonly HashSet<CommandId> _done = [];
        private readonly HashSet<CommandId> _lost = [];
        private readonly SortedSet<string> _readiness = [];

        public IEnumerable<(string Name, string Value)> Live()
        {
            Assert.Null(LinuxJournalDisk.Open(folder, out var disk));
            using (disk)
            {
                using var station = BenchStation.Start(_pump, disk!, _box, new() { Limits = new() { MinFreeBytes = 1 } });
                var part = Opened(station);
                for (var second = 0; second < 60; second++)
                    Second(station, part, second);
                var onRecord = JournalReading.Of(File.ReadAllBytes(Path.Combine(folder, $"{part}.wxj")), _box.Trust);
                var marks = onRecord.Entries.Select(recorded => recorded.Entry).OfType<Marked>().Select(mark => mark.Command).ToArray();
                yield return ("sound", $"{onRecord.IsSound}");
                yield return ("not recorded", $"{_lost.Count}");
                yield return ("faults", string.Join(", ", _faults));
                yield return ("readiness", string.Join(", ", _readiness));
                yield return ("done and not on record", $"{_done.Except(marks).Count()}");
                yield return ("on record and not done", $"{marks.Except(_done).Count()}");
                yield return ("on record twice", $"{marks.Length - marks.Distinct().Count()}");
                yield return ("recovered", $"{onRecord.Entries.Count(recorded => recorded.Entry is Resumed { Cause: InterruptionCause.StorageFault })}");
                yield return ("fault at the end", $"{Ask(station, loop => loop.Part!.Fault)}");
            }
        }

        private void Second(BenchStation station, JournalId part, int second)
        {
            if (fills && second == 10)
                UseUpAllRoom();
            if (fills && second == 40)
                File.Delete(Ballast);
            _pump.RunFor(TimeSpan.FromSeconds(1));
            var mark = new Marked(new(_ids.Next()), Examiner, "K21.2", null, MarkKind.Met, 0, null, "");
            switch (Ask(station, loop => loop.WithPart(part, recorder => recorder.Record(mark))))
            {
                case Done:
                    _done.Add(mark.Command);
                    break;
                case NotRecorded lost:
                    _lost.Add(mark.Command);
                    _faults.Add($"errno {lost.Fault.Errno}");
                    _readiness.UnionWith(Ask(station, loop => loop.Readiness(TestPaper.Sample, TestPaper.Sample.Task("K42")!)).Select(reason => reason.Code));
                    break;
                case var other:
                    throw new InvalidOperationException($"{other}");
            }
        }

        private JournalId Opened(BenchStation station)
        {
            var work = new Workbench(_pump.Clock);
            station.Run(_pump, stop => work.ReportAsync(station.Loop.Reports, station.Clock, stop));
            _pump.RunFor(TimeSpan.FromSeconds(1));
            var verdict = Ask(station, loop => loop.Present(TestRoster.CardOf(0, loop.Now), "reader-1"));
            var request = new OpenPartRequest(
                new(_ids.Next()),
                verdict.Id,
                "K21",
                null,
                [new(Examiner, StaffRole.Examiner), new("E-02", StaffRole.Examiner)],
                new(111, "E4303 batch 7", 3_200, "PA", "Q235 6 mm", "P-17", 90, 140),
                ["hazards_set"],
                Examiner,
                null);
            var part = Assert.IsType<Done>(Ask(station, loop => loop.Open(request))).Journal;
            _pump.RunFor(TimeSpan.FromSeconds(2));
            Assert.IsType<Done>(Ask(station, loop => loop.WithPart(part, recorder => recorder.Record(new SubjectStarted(new(_ids.Next()), Examiner)))));
            return part;
        }

        private T Ask<T>(BenchStation station, Func<StationLoop, T> ask) => _pump.Run(() => station.AskAsync(ask), TimeSpan.FromSeconds(5));

        private string Ballast => Path.Combine(folder, "ballast");

        private void UseUpAllRoom()
        {
            using var ballast = File.Create(Ballast, bufferSize: 0);
            try
            {
                while (true)
                    ballast.Write(new byte[4096]);
            }
            catch (IOException)
            {
                // full
            }
        }
    }
}
