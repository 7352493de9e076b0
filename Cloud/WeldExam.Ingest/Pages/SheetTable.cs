using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WeldExam.Ingest.Pages;

/// <summary>A score sheet as a table: each item, each deduction, who decided, and the seconds it rests on.</summary>
internal static class SheetTable
{
    public static void Write(StringBuilder html, ReadOnlyMemory<byte> sheet)
    {
        try
        {
            using var json = JsonDocument.Parse(sheet);
            html.Append("<table><tr><th>项目<br><small>Item</small><th>扣分项<br><small>Deduction</small><th>次数<br><small>Times</small><th>扣分<br><small>Lost</small>")
                .Append("<th>判定<br><small>Decision</small><th>依据（秒）<br><small>Evidence, seconds</small></tr>");
            foreach (var item in Each(json.RootElement, "blocks").SelectMany(block => Each(block, "items")))
            {
                foreach (var deduction in Each(item, "deductions"))
                    Row(html, item, deduction);
            }

            html.Append("</table>");
        }
        catch (JsonException)
        {
            html.Append("<p class=bad>成绩单无法读取 the sheet cannot be read</p>");
        }
    }

    private static void Row(StringBuilder html, JsonElement item, JsonElement deduction)
    {
        var lost = Value(deduction, "lost");
        html.Append(lost is "0" or "–" ? "<tr>" : "<tr class=lost>")
            .Append($"<td>{Both(item, "title")}<td>{Both(deduction, "reason")}<td>{Value(deduction, "times")}<td>{lost}<td>{Value(deduction, "decision")}<td>");
        if (deduction.TryGetProperty("machine", out var machine) && machine.ValueKind == JsonValueKind.Object)
            html.AppendJoin(", ", Each(machine, "evidence").Select(interval => $"{Value(interval, "startSeconds")}–{Value(interval, "endSeconds")}"));
        html.Append("</tr>");
    }

    private static JsonElement.ArrayEnumerator Each(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string Both(JsonElement of, string name) =>
        of.TryGetProperty(name, out var text) ? $"{Value(text, "zh")}<br><small>{Value(text, "en")}</small>" : "–";

    private static string Value(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? HtmlEncoder.Default.Encode(value.ToString())
            : "–";
}
