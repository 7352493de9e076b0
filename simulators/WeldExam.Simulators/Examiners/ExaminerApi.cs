using System.Net.Http.Json;

namespace WeldExam.Simulators.Examiners;

/// <summary>The gateway's HTTP interface as an examiner's tablet sees it: every address in one place.</summary>
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

    /// <summary>The body of a mark: the paper says what a deduction costs.</summary>
    public sealed record Mark(string CommandId, string By, string Item, string? Deduction, string Kind);
}
