using WeldExam.Simulators.Exams;

namespace WeldExam.Simulators.Points;

/// <summary>One box of a simulated exam point: the real gateway beside simulated devices.</summary>
public sealed class SimulatedBox : IAsyncDisposable
{
    private readonly ExamPointPlan _plan;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private ChildProgram? _gateway;

    internal SimulatedBox(ExamPointPlan plan, string name, string station, string folder, Uri url, SimulatedStation devices, TimeProvider clock)
    {
        (_plan, Name, Station, Folder, Url, Devices, _clock) = (plan, name, station, folder, url, devices, clock);
        _http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(40) };
        Client = new(_http, clock);
    }

    public string Name { get; }

    /// <summary>Name of its one station.</summary>
    public string Station { get; }

    /// <summary>Its configuration, keys, journals and log.</summary>
    public string Folder { get; }

    public Uri Url { get; }

    public SimulatedStation Devices { get; }

    /// <summary>Its HTTP interface.</summary>
    public BoxClient Client { get; }

    /// <summary>The gateway's process id; null while it is not running.</summary>
    public int? ProcessId => _gateway?.Id;

    /// <summary>Whether it was started and has not ended, by a kill or of itself.</summary>
    public bool IsRunning => _gateway is { HasExited: false };

    public void StartGateway()
    {
        var gateway = _plan.Gateway ?? Path.Combine(_plan.Programs, "weldexam");
        string[] words = [.. _plan.GatewayPrefix, gateway, "gateway", "--config", Path.Combine(Folder, "station.yaml")];
        _gateway = ChildProgram.Start(words[0], words[1..], Path.Combine(Folder, "gateway.log"), _clock);
    }

    /// <summary>SIGKILL, and nothing more.</summary>
    public async Task KillGatewayAsync()
    {
        if (_gateway is not { } gateway)
            return;
        await gateway.KillAsync();
        await gateway.DisposeAsync();
        _gateway = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        await Devices.DisposeAsync();
        _http.Dispose();
    }
}
