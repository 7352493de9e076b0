using WeldExam.Simulators.Points;

namespace WeldExam.Simulators.Cli.Demo;

/// <summary>Prints each score sheet, computed once more from the evidence bundle by <c>weldexam score</c>, and how box and centre compare.</summary>
internal static class DemoText
{
    public static async Task PrintAsync(DemoResults results, string programs, CancellationToken cancel)
    {
        foreach (var part in results.Parts)
        {
            var bundle = Path.GetTempFileName();
            await File.WriteAllBytesAsync(bundle, part.Bundle, cancel);
            Console.Write(await ChildProgram.RunAsync(Path.Combine(programs, "weldexam"), ["score", bundle], cancel));
            File.Delete(bundle);
            Console.WriteLine($"   日志 journal  box {part.BoxJournalSha256}\n                 centre {part.CentreJournalSha256} {Tick(part.BoxJournalSha256 == part.CentreJournalSha256)}");
            Console.WriteLine($"   得分 score    box {part.BoxSheet["points"]} = centre {part.Exam["reScoredPoints"]} {Tick(part.Agrees)}   {part.Exam["blocks"]} blocks, chain {Tick(part.Exam["chainOk"]!.GetValue<bool>())}\n");
        }

        foreach (var sitting in results.Sittings)
            PrintTotal(sitting);
    }

    private static void PrintTotal(System.Text.Json.Nodes.JsonNode sitting)
    {
        if (sitting["total"] is not { } total)
        {
            Console.WriteLine($"✘ 总分未出 · no total: {sitting["reason"]}");
            return;
        }

        Console.WriteLine($"══ 总成绩 TOTAL · 考生 {total["candidate"]} ══");
        foreach (var subject in total["subjects"]!.AsArray())
            Console.WriteLine($"   {subject!["subject"]} {subject["title"]!["zh"]} · {subject["title"]!["en"]}: {subject["points"]} × {subject["weight"]} %");
        Console.WriteLine($"   总分 total {total["total"]}，合格线 pass {total["pass"]} → {(total["outcome"]!.GetValue<string>() == "passed" ? "合格 PASSED" : "不合格 NOT PASSED")} ({total["outcome"]})");
        foreach (var reason in sitting["resit"]!["reasons"]!.AsArray())
            Console.WriteLine($"   补考 re-sit {reason!["detail"]} {reason["text"]!["zh"]} · {reason["text"]!["en"]}");
        Console.WriteLine();
    }

    private static string Tick(bool isTrue) => isTrue ? "✔" : "✘";
}
