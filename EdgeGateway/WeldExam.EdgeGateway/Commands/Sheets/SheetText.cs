using System.Globalization;
using System.Text;
using WeldExam.EdgeGateway.Commands.Devices;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;

namespace WeldExam.EdgeGateway.Commands.Sheets;

/// <summary>A score sheet as text: each item, each deduction that applies, waits or that the machine could not judge (<see cref="DeductionText"/>).</summary>
internal static class SheetText
{
    public static string Of(ScoreSheet sheet)
    {
        var text = new StringBuilder();
        var part = sheet.Part;
        text.AppendLine($"══ {part.Task} ({part.Subject}) · 考生 {part.Candidate} · {part.Point}/{part.Station} ══");
        if (sheet.IsSample)
            text.AppendLine($"   {Spoken.Line(part.Mode == ExamMode.Exam ? "sheet.samplePermitted" : "sheet.samplePractice")}");
        if (sheet.IsTest)
            text.AppendLine("   模拟设备，测试 · TEST with simulated devices");
        foreach (var block in sheet.Blocks)
        {
            text.AppendLine($"── {block.Title.Zh} · {block.Title.En}   {Number(block.Points - block.Lost)}/{Number(block.Points)}");
            foreach (var item in block.Items)
                Append(text, item);
        }

        foreach (var conflict in sheet.Conflicts)
            text.AppendLine($"  ! 证据矛盾 {conflict.Id} {conflict.Text.Zh} · {conflict.Text.En}{DeductionText.Seconds(conflict.Evidence)}");
        foreach (var notice in sheet.Notices)
            text.AppendLine($"  ! {notice}");
        text.AppendLine($"   得分 points {(sheet.Points is { } points ? Number(points) : $"{Number(sheet.Lowest)}–{Number(sheet.Highest)}，待判 decisions missing")}"
            + (sheet.IsVetoed ? "  否决 VETO" : ""));
        text.AppendLine($"   sheet {sheet.Hash}");
        return text.ToString();
    }

    private static void Append(StringBuilder text, ItemLine item)
    {
        text.AppendLine($"  {(item.Lost == 0 ? "✔" : "✘")} {item.Id,-7} {item.Title.Zh} · {item.Title.En}   {Number(item.Points - item.Lost)}/{Number(item.Points)}");
        foreach (var line in item.Deductions.Where(DeductionText.IsWorthALine))
            text.AppendLine($"      {DeductionText.Of(line)}");
        if (item.Deductions.Sum(line => line.Lost) > item.Points)
            text.AppendLine($"      {Spoken.Line("sheet.atMost", Number(item.Points))}");
    }

    internal static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
