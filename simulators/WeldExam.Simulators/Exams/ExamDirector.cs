using System.Text.Json.Nodes;
using WeldExam.Simulators.Welders;

namespace WeldExam.Simulators.Exams;

/// <summary>Leads a simulated candidate and two examiners through an exam at one station, all by card reader, switches, arc and the gateway's HTTP interface.</summary>
/// <param name="box">The gateway.</param>
/// <param name="stationName">The station's name at the gateway.</param>
/// <param name="station">The simulated devices.</param>
/// <param name="clock">Real time.</param>
/// <param name="random">Draws command ids and hesitations.</param>
/// <param name="say">Hears what happens.</param>
public sealed class ExamDirector(BoxClient box, string stationName, SimulatedStation station, TimeProvider clock, Random random, Action<string> say)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private static readonly Dictionary<string, string[]> TickedOf = new() { ["K21"] = ["hazards_set"] };

    private static readonly string[] OfARestart = ["identity.unknown", "signal.", "startState.missing"];

    private string StationPath => $"/api/v1/stations/{stationName}";

    /// <summary>Sits all tasks of the plan and closes the sitting; returns the parts' ids in order.</summary>
    public async Task<IReadOnlyList<Guid>> SitAsync(ExamPlan plan, CancellationToken cancel)
    {
        var parts = new List<Guid>();
        foreach (var task in plan.Tasks)
            parts.Add(await SitAsync(plan, task, cancel));
        await CloseAsync(parts[^1], cancel);
        return parts;
    }

    /// <summary>A sitting whose other subjects are held elsewhere, or later, stays open.</summary>
    private async Task CloseAsync(Guid part, CancellationToken cancel)
    {
        var view = await box.GetAsync($"/api/v1/parts/{part}", cancel);
        try
        {
            await box.PostAsync($"/api/v1/sittings/{view["sitting"]!.GetValue<string>()}/close", null, cancel);
        }
        catch (BoxRefusedException refused) when (refused.Answer.Contains("sitting.incomplete", StringComparison.Ordinal))
        {
            say($"{stationName}: 科目未全 the sitting stays open");
        }
    }

    /// <summary>Sits one task from the card to the seal.</summary>
    public async Task<Guid> SitAsync(ExamPlan plan, string task, CancellationToken cancel)
    {
        await UntilReadyAsync(task, cancel);
        var part = await OpenAsync(plan, task, cancel);
        var path = $"/api/v1/parts/{part}";
        await StartAsync(path, plan, cancel);
        say($"{stationName} {plan.Name} {task}: 开始 started");
        if (task == "K21")
            await station.PerformAsync(Welder.Perform(plan.Name, plan.Skill, new Random(plan.WelderSeed)), cancel);
        await EndAsync(path, plan, cancel);
        await DecideAsync(path, plan, cancel);
        await SignAsync(path, plan, cancel);
        await box.PostAsync($"{path}/seal", new JsonObject { ["by"] = plan.Staff[0] }, cancel);
        say($"{stationName} {plan.Name} {task}: 封存 sealed");
        await ResetAsync(cancel);
        return part;
    }

    /// <summary>Starts the examined time, again and again while the signals have not settled.</summary>
    private async Task StartAsync(string path, ExamPlan plan, CancellationToken cancel)
    {
        var start = Act(plan.Staff[0]);
        while (true)
        {
            try
            {
                await box.PostAsync($"{path}/start", start, cancel);
                return;
            }
            catch (BoxRefusedException refused) when (refused.Answer.Contains("part.signalsNotYet", StringComparison.Ordinal))
            {
                await Task.Delay(Look, clock, cancel);
            }
        }
    }

    /// <summary>Lays the card on the reader and opens the part. A box that restarted in between knows of no identity check and
    /// has not seen its devices yet: then all of it comes once more, with the same command id.</summary>
    public async Task<Guid> OpenAsync(ExamPlan plan, string task, CancellationToken cancel)
    {
        var request = Opening(plan, task);
        var since = clock.GetTimestamp();
        while (true)
        {
            request["identityId"] = await IdentifyAsync(plan, cancel);
            try
            {
                var opened = await box.PostAsync($"{StationPath}/parts", request, cancel);
                return opened["part"]!.GetValue<Guid>();
            }
            catch (BoxRefusedException refused) when (IsOfARestart(refused) && clock.GetElapsedTime(since) < box.Patience)
            {
                await UntilReadyAsync(task, cancel);
            }
        }
    }

    private static bool IsOfARestart(BoxRefusedException refused) =>
        OfARestart.Any(code => refused.Answer.Contains($"\"{code}", StringComparison.Ordinal));

    private JsonObject Opening(ExamPlan plan, string task)
    {
        var request = Act(null);
        request["task"] = task;
        request["staff"] = new JsonArray([.. plan.Staff.Select(id => new JsonObject { ["id"] = id, ["role"] = "examiner" })]);
        request["ticked"] = new JsonArray([.. TickedOf.GetValueOrDefault(task, []).Select(id => JsonValue.Create(id))]);
        request["tickedBy"] = plan.Staff[0];
        if (task == "K21")
            request["taskCard"] = TaskCard();
        return request;
    }

    private async Task<string> IdentifyAsync(ExamPlan plan, CancellationToken cancel)
    {
        var path = $"{StationPath}/identity?seconds=3";
        for (var tries = 0; ; tries++)
        {
            var reading = box.PostAsync(path, null, cancel);
            await Task.Delay(Look * 2, clock, cancel);
            station.PlaceCard(plan.Card);
            var verdict = await reading;
            station.Do("remove card");
            if (verdict["accepted"]!.GetValue<bool>())
                return verdict["identityId"]!.GetValue<string>();
            if (tries >= 5)
                throw new BoxRefusedException(path, verdict.ToJsonString());
            await Task.Delay(Look * 2, clock, cancel);
        }
    }

    private async Task UntilReadyAsync(string task, CancellationToken cancel)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            var readiness = await ReadinessAsync(task, cancel);
            if (readiness["ready"]?.GetValue<bool>() == true)
                return;
            if (clock.GetElapsedTime(since) > box.Patience)
                throw new BoxRefusedException("readiness", readiness.ToJsonString());
            await Task.Delay(Look, clock, cancel);
        }
    }

    /// <summary>A paper that has not arrived yet is a reason like any other.</summary>
    private async Task<JsonNode> ReadinessAsync(string task, CancellationToken cancel)
    {
        try
        {
            return await box.GetAsync($"{StationPath}/readiness?task={task}", cancel);
        }
        catch (BoxRefusedException refused)
        {
            return new JsonObject { ["refused"] = refused.Answer };
        }
    }

    private async Task EndAsync(string path, ExamPlan plan, CancellationToken cancel)
    {
        var end = Act(plan.Staff[0]);
        end["reason"] = "finished";
        await box.PostAsync($"{path}/end", end, cancel);
        while (!(await box.GetAsync(path, cancel))["isSettled"]!.GetValue<bool>())
            await Task.Delay(Look, clock, cancel);
    }

    /// <summary>Both examiners decide on whatever the machine leaves to them. What a box loses with its last second may leave more to them
    /// than its sheet said before.</summary>
    private async Task DecideAsync(string path, ExamPlan plan, CancellationToken cancel)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            var sheet = await box.GetAsync($"{path}/sheet", cancel);
            foreach (var pending in sheet["pending"]!.AsArray().Select(id => id!.GetValue<string>()))
                await MarkAsync(path, plan, pending, cancel);
            try
            {
                await box.PostAsync($"{path}/conclude", new JsonObject { ["by"] = plan.Staff[0] }, cancel);
                return;
            }
            catch (BoxRefusedException refused) when (IsTooEarly(refused) && clock.GetElapsedTime(since) < box.Patience)
            {
                await Task.Delay(Look, clock, cancel);
            }
        }
    }

    private static bool IsTooEarly(BoxRefusedException refused) =>
        refused.Answer.Contains("part.decisionMissing", StringComparison.Ordinal) || refused.Answer.Contains("part.notSettled", StringComparison.Ordinal);

    private async Task MarkAsync(string path, ExamPlan plan, string deduction, CancellationToken cancel)
    {
        foreach (var examiner in plan.Staff)
        {
            var mark = Act(examiner);
            mark["item"] = deduction[..deduction.LastIndexOf('.')];
            mark["deduction"] = deduction;
            mark["kind"] = plan.Mistakes.Contains(deduction) ? "deduct" : "met";
            await box.PostAsync($"{path}/marks", mark, cancel);
        }
    }

    private async Task SignAsync(string path, ExamPlan plan, CancellationToken cancel)
    {
        var view = await box.GetAsync(path, cancel);
        foreach (var (role, by) in plan.Staff.Select(id => ("examiner", id)).Prepend(("candidate", view["candidate"]!.GetValue<string>())))
        {
            var signature = Act(by);
            signature["role"] = role;
            signature["sheetHash"] = view["sheetHash"]!.GetValue<string>();
            signature["kind"] = "sign";
            await box.PostAsync($"{path}/signatures", signature, cancel);
        }
    }

    /// <summary>The next candidate finds the booth as the paper demands it.</summary>
    private async Task ResetAsync(CancellationToken cancel)
    {
        foreach (var act in new[] { "break arc", "switch machine off", "switch rcd off", "switch main off", "fan off", "holder put back", "clamp put back", "release estop" })
            station.TryDo(act, out _);
        await Task.Delay(Look * 2, clock, cancel);
    }

    private JsonObject Act(string? by)
    {
        var id = new byte[16];
        random.NextBytes(id);
        var act = new JsonObject { ["commandId"] = new Guid(id).ToString() };
        if (by is not null)
            act["by"] = by;
        return act;
    }

    private static JsonObject TaskCard() => new()
    {
        ["process"] = 111,
        ["consumable"] = "E4303 3.2 mm, batch SIM-1",
        ["diameterMicrometres"] = 3200,
        ["position"] = "PA",
        ["plate"] = "Q235 6 mm",
        ["piece"] = "SIM-001",
        ["currentMin"] = 90,
        ["currentMax"] = 130,
    };
}
