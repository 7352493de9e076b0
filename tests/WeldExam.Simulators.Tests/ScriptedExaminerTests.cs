using System.Net;
using WeldExam.Simulators.Examiners;

namespace WeldExam.Simulators.Tests;

public sealed class ScriptedExaminerTests
{
    [Fact]
    public async Task Marks_are_sent_at_their_time_or_after_their_event_and_again_with_the_same_id_when_refused()
    {
        await using var scene = new Scene();
        using var gateway = new Gateway();
        using var http = new HttpClient(gateway) { BaseAddress = new Uri("http://127.0.0.1:1") };
        var examiner = new ScriptedExaminer(new ExaminerApi(http), scene.Station, scene.Clock, new Random(1));
        var script = new ExaminerScript("examiner-1",
        [
            new ExaminerStep(new ExaminerMoment.At(TimeSpan.FromSeconds(2)), "K21.01", null),
            new ExaminerStep(new ExaminerMoment.After("arc ended", TimeSpan.FromSeconds(1)), "K21.14", "bead"),
        ]);
        var running = examiner.RunAsync(script, "part 7", CancellationToken.None);
        scene.PowerUp().Do("weld for 3s at 115A");
        for (var i = 0; i < 200 && !running.IsCompleted; i++)
        {
            scene.After(0.05);
            if (i == 30)
                Assert.Empty(gateway.Bodies);
            await Task.Delay(1);
        }

        var outcomes = await running.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.All(outcomes, o => Assert.True(o.IsTaken, o.Said));
        Assert.Equal(3, gateway.Bodies.Count); // the first was refused once
        Assert.Equal(gateway.Bodies[0], gateway.Bodies[1]);
        Assert.Equal("/api/v1/parts/part%207/marks", gateway.Path);
        Assert.Matches("^\\{\"commandId\":\"[0-9a-f-]{36}\",\"by\":\"examiner-1\",\"item\":\"K21.14\",\"deduction\":\"bead\",\"kind\":\"deduct\"\\}$", gateway.Bodies[2]);
    }

    private sealed class Gateway : HttpMessageHandler
    {
        public List<string> Bodies { get; } = [];

        public string Path { get; private set; } = string.Empty;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Path = request.RequestUri!.AbsolutePath;
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(Bodies.Count == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);
        }
    }
}
