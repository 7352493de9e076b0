using System.Text;
using System.Text.Encodings.Web;
using WeldExam.Ingest.Api;

namespace WeldExam.Ingest.Pages;

/// <summary>Plain pages, Chinese first, English second. No scripts, nothing from elsewhere.</summary>
internal static class CentrePages
{
    private const string Head = """
        <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>焊接考试中心 WeldExam centre</title><style>body{font-family:"Noto Sans SC",sans-serif;margin:1.5rem}table{border-collapse:collapse}
        td,th{border:1px solid #bbb;padding:.3rem .6rem;text-align:left}.bad{background:#fdd}.ok{color:#060}.lost{color:#a00}small{color:#555}</style></head><body>
        """;

    public static void MapCentrePages(this WebApplication app)
    {
        app.MapGet("/", async (ExamReader reader, CancellationToken cancel) => Page(List(await reader.ExamsAsync(cancel), await reader.AlarmsAsync(cancel)))).ExcludeFromDescription();
        app.MapGet("/exams/{journal:guid}", async (Guid journal, ExamReader reader, CancellationToken cancel) =>
            await reader.ExamAsync(new(journal), cancel) is { } exam
                ? Page(Exam(exam, await reader.SheetAsync(new(journal), cancel) is { } sheet ? sheet.Json : default))
                : Results.NotFound()).ExcludeFromDescription();
    }

    private static IResult Page(string body) => Results.Content(Head + body + "</body></html>", "text/html", Encoding.UTF8);

    private static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? "–");

    private static string List(IReadOnlyList<ExamView> exams, IReadOnlyList<AlarmView> alarms)
    {
        var html = new StringBuilder("<h1>考试列表 <small>Exams</small></h1><table><tr><th>考生<br><small>Candidate</small><th>考点/工位<br><small>Station</small>")
            .Append("<th>科目<br><small>Task</small><th>得分<br><small>Score</small><th>结论<br><small>Verdict</small><th>哈希链<br><small>Chain</small>")
            .Append("<th>复算<br><small>Re-score</small><th>说明<br><small>Remark</small></tr>");
        foreach (var exam in exams)
        {
            html.Append(exam.ChainOk && exam.ReScore != "differs" ? "<tr>" : "<tr class=bad>")
                .Append($"<td><a href=\"/exams/{exam.Id}\">{Text(exam.Candidate)}</a><td>{Text(exam.Point)} / {Text(exam.Station)}<td>{Text(exam.Task)}")
                .Append($"<td>{Text(exam.Score)}<td>{Verdict(exam)}<td>{(exam.ChainOk ? "✔" : "✘")}<td>{ReScore(exam)}<td>{Remarks(exam)}</tr>");
        }

        html.Append("</table><h2>报警 <small>Alarms</small></h2><ul>");
        foreach (var alarm in alarms)
            html.Append($"<li>{Text(alarm.Kind)} · {Text(alarm.Subject)} · {Text(alarm.Detail)} × {alarm.Count} · {alarm.At:u}");
        return html.Append("</ul>").ToString();
    }

    private static string Exam(ExamView exam, ReadOnlyMemory<byte> sheet)
    {
        var html = new StringBuilder($"<p><a href=\"/\">← 考试列表 Exams</a></p><h1>{Text(exam.Candidate)} · {Text(exam.Task)} <small>{Text(exam.Point)} / {Text(exam.Station)}</small></h1>")
            .Append($"<p>得分 <small>Score</small> <b>{Text(exam.Score)}</b> · {Verdict(exam)} · 哈希链 <small>Chain</small> {(exam.ChainOk ? "✔" : "✘")} · ")
            .Append($"复算 <small>Re-score</small> {ReScore(exam)} {Text(exam.ReScoredPoints)} {Text(exam.ReScoreReason.Length > 0 ? exam.ReScoreReason : null)} · {Remarks(exam)}</p>")
            .Append($"<p><small>journal {exam.Id} · {exam.Blocks} blocks · SHA-256 {Text(exam.JournalSha256)} · root {Text(exam.MerkleRoot)} · sheet {Text(exam.SheetHash)}</small></p>");
        if (!sheet.IsEmpty)
            SheetTable.Write(html, sheet);
        foreach (var alarm in exam.Alarms)
            html.Append($"<p class=bad>{Text(alarm.Kind)}: {Text(alarm.Detail)}</p>");
        return html.ToString();
    }

    private static string ReScore(ExamView exam) => exam.ReScore switch
    {
        "matches" => "✔",
        "differs" => "✘",
        _ => "–",
    };

    private static string Remarks(ExamView exam)
    {
        var remarks = new List<string>();
        if (exam.IsTest)
            remarks.Add("测试 test");
        if (exam.Mode == "practice")
            remarks.Add("练习 practice");
        if (exam.PaperStatus == "sample")
            remarks.Add(exam.Mode == "exam" ? "样卷，经授权 sample paper, by policy" : "样卷 sample paper");
        if (exam.Held)
            remarks.Add("冻结 held");
        if (!exam.IsSealed)
            remarks.Add("未封存 open");
        return string.Join(" · ", remarks);
    }

    private static string Verdict(ExamView exam) => exam.Verdict switch
    {
        null => "–",
        "finished" => "完成 finished",
        "vetoed" => "否决 vetoed",
        "gaveUp" => "弃考 gave up",
        "disqualified" => "违纪 disqualified",
        "stoppedForSafety" => "安全中止 stopped for safety",
        "equipmentFault" => "设备故障 equipment fault",
        "notStarted" => "未开始 not started",
        "running" => "进行中 running",
        var other => Text(other),
    };
}
