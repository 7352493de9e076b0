using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace WeldExam.EdgeGateway.Tests.Parts;

/// <summary>What is missing or misspelt in a request is said, and never taken for the first choice of a list.</summary>
public sealed class MalformedRequestTests : IDisposable
{
    private const string Id = "\"commandId\":\"c2a10e9a-0000-4000-8000-000000000001\"";

    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("end", "{bad", "b")]
    [InlineData("end", "[]", "$")]
    [InlineData("end", "{ID,\"by\":\"E-1\"}", "reason")]
    [InlineData("end", "{ID,\"by\":\"E-1\",\"reason\":\"bored\"}", "reason")]
    [InlineData("end", "{\"by\":\"E-1\",\"reason\":\"gaveUp\"}", "commandId")]
    [InlineData("end", "{\"commandId\":\"00000000-0000-0000-0000-000000000000\",\"by\":\"E-1\",\"reason\":\"gaveUp\"}", "commandId")]
    [InlineData("start", "{ID}", "by")]
    [InlineData("start", "{ID,\"by\":null}", "by")]
    [InlineData("start", "{ID,\"by\":\"E-1\",\"colour\":\"red\"}", "colour")]
    [InlineData("marks", "{ID,\"by\":\"E-1\",\"item\":\"K21.2\"}", "kind")]
    [InlineData("signatures", "{ID,\"by\":\"E-1\",\"sheetHash\":\"\",\"kind\":\"sign\"}", "role")]
    public async Task A_request_that_says_too_little_or_too_much_is_told_what(string act, string body, string named)
    {
        await using var point = await RunningBox.StartAsync(_folder, "box-1", practicePapers: null, _stop.Token);
        using var content = new StringContent(body.Replace("ID", Id, StringComparison.Ordinal), Encoding.UTF8, "application/json");
        var path = new Uri($"/api/v1/parts/{Guid.Parse("c2a10e9a-0000-4000-8000-000000000002")}/{act}", UriKind.Relative);
        using var answer = await point.Http.PostAsync(path, content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["reasons"]![0]!;
        Assert.Equal("request.malformed", told["code"]!.GetValue<string>());
        Assert.Contains(named, told["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
