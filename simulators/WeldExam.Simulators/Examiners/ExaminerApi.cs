using System.Net.Http.Json;

namespace WeldExam.Simulators.Examiners;

/// <summary>The gateway's HTTP interface as an examiner's tablet sees it: every address in one place.</summary>
/// <remarks>Agreed on paper before the gateway had it: adjust here.</remarks>
public sealed class ExaminerApi(HttpClient http)
{
    public static string MarksOf(string partId) => $"/api/v1/parts/{Uri.EscapeDataString(partId)}/marks";

    /// <summary>Sends one mark; the same command id again is the same command.</summary>
    public async Task<ExaminerOutcome> MarkAsync(string partId, Mark mark, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync(new Uri(MarksOf(partId), UriKind.Relative), mark, cancel);
            return new ExaminerOutcome(mark, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel));
        }
        catch (HttpRequestException lost)
        {
            return new ExaminerOutcome(mark, Status: null, lost.Message);
        }
    }

    /// <summary>The body of a mark; points are a decimal string, as everywhere on this product's wires.</summary>
    public sealed record Mark(string CommandId, string Item, string? Deduction, string Points, string Examiner, string? At = null);
}
