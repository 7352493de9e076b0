using System.Collections.Immutable;
using WeldExam.Simulators.Cards;
using WeldExam.Simulators.Faults;
using WeldExam.Simulators.Modbus;
using WeldExam.Simulators.Playback;
using WeldExam.Simulators.Scenarios;

namespace WeldExam.Simulators.Wire;

/// <summary>The links of a scenario and which device lies on which.</summary>
internal sealed class Wiring : IAsyncDisposable
{
    private readonly Stage _stage;
    private readonly Timeline _timeline;
    private readonly TimeProvider _clock;
    private readonly string? _folder;
    private int _seed;

    public Wiring(Scenario scenario, Stage stage, Timeline timeline, TimeProvider clock)
    {
        (_stage, _timeline, _clock, _seed) = (stage, timeline, clock, scenario.Seed * 7919);
        if (scenario.Devices.Any(d => d.Link is LinkPlan.Pty { Symlink: null }))
            _folder = Directory.CreateTempSubdirectory("weldexam-sim-").FullName;
        foreach (var group in scenario.Devices.GroupBy(d => d.Link.Key ?? $"alone {d.Name}"))
            Connect([.. group]);
    }

    /// <summary>By the device's name.</summary>
    public Dictionary<string, Link> Links { get; } = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var link in Links.Values.Distinct())
            await link.DisposeAsync();
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    private void Connect(ImmutableArray<DevicePlan> devices)
    {
        var link = Open(devices);
        var faults = devices.Select(d => _stage.Faults[d.Name]).ToImmutableArray();
        foreach (var device in devices)
        {
            Links[device.Name] = link;
            _stage.Faults[device.Name].Changed += (sender, _) => Follow(link, faults, (DeviceFaults)sender!);
        }
    }

    private Link Open(ImmutableArray<DevicePlan> devices)
    {
        if (devices[0].Link is LinkPlan.Tcp tcp)
            return new TcpLink(tcp.Port, Conversation(devices, isTcp: true, baud: null), _clock);
        if (devices[0].Link is LinkPlan.InMemory memory)
            return new MemoryLink(Conversation(devices, memory.IsTcp, baud: null));
        var pty = (LinkPlan.Pty)devices[0].Link;
        var symlink = pty.Symlink ?? Path.Combine(_folder!, devices[0].Name);
        return new PtyLink(symlink, Conversation(devices, isTcp: false, pty.Baud), _clock);
    }

    private void Follow(Link link, ImmutableArray<DeviceFaults> onLink, DeviceFaults changed)
    {
        if (onLink.Any(f => f.Has<Fault.Unplugged>()))
            link.Unplug();
        else
            link.Plug();
        _timeline.Enter(() =>
        {
            _stage.NoteFaults(changed);
            return 0;
        });
    }

    private Func<IConversation> Conversation(ImmutableArray<DevicePlan> devices, bool isTcp, int? baud)
    {
        if (devices is [DevicePlan.CardReader { Name: var reader }])
            return () => new SdtConversation(_stage.Readers[reader], _stage.Faults[reader], _timeline, NextRandom());
        if (devices is [DevicePlan.Playback played])
            return () => new PlaybackConversation(played.Recording, _stage.Faults[played.Name], NextRandom());
        var units = devices.Select(d => new ServedUnit(d.Unit, _stage.Units[d.Name], _stage.Faults[d.Name])).ToImmutableArray();
        return isTcp
            ? () => new TcpConversation(units, _timeline, NextRandom())
            : () => new RtuConversation(units, _timeline, NextRandom(), baud);
    }

    private Random NextRandom() => new(Interlocked.Increment(ref _seed));
}
