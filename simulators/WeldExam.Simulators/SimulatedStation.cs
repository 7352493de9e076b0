using System.Collections.Immutable;
using WeldExam.Simulators.Cards;
using WeldExam.Simulators.Control;
using WeldExam.Simulators.Devices;
using WeldExam.Simulators.Faults;
using WeldExam.Simulators.Modbus;
using WeldExam.Simulators.Scenarios;
using WeldExam.Simulators.Scripts;
using WeldExam.Simulators.Truth;
using WeldExam.Simulators.Welding;
using WeldExam.Simulators.Wire;

namespace WeldExam.Simulators;

/// <summary>One station with its devices on real wires: the entry for tests and for <c>weldexam-sim</c>.</summary>
/// <remarks>Safe to use from any thread. Throws on start when a port is taken or no pty is to be had.</remarks>
public sealed class SimulatedStation : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Stage _stage;
    private readonly Wiring _wiring;
    private readonly Timeline _timeline;
    private readonly Task _pumping;
    private readonly TcpLink? _control;

    private SimulatedStation(Scenario scenario, TimeProvider clock, TimeProvider wireClock)
    {
        Scenario = scenario;
        _stage = new Stage(scenario);
        _timeline = new Timeline(clock, _stage.Step);
        _wiring = new Wiring(scenario, _stage, _timeline, wireClock);
        if (scenario.ControlPort is { } port)
            _control = new TcpLink(port, () => new ControlConversation(this), wireClock);
        _pumping = PumpAsync(clock, _stop.Token);
        foreach (var script in scenario.Scripts.Where(s => s.StartsAtOnce))
            TryStart(script.Performance.Name);
    }

    public Scenario Scenario { get; }

    /// <summary>The booth: switches, contacts, arc.</summary>
    public WeldingStation Welding => _stage.Welding;

    public TruthLog Truth => _stage.Truth;

    /// <summary>Timestamp of the clock at simulated zero: truth times count from it.</summary>
    public long StartTimestamp => _timeline.Started;

    /// <summary>Simulated time now, brought up to the clock.</summary>
    public TimeSpan Now => _timeline.Enter(() => _timeline.Now);

    /// <summary>Runs as long as the station; fails when it broke, for example because a port was taken while its plug was out.</summary>
    public Task Running => _pumping;

    /// <summary>Address of the control line, null without one.</summary>
    public string? ControlAddress => _control?.Address;

    /// <summary>Names of the performances that are under way.</summary>
    public ImmutableArray<string> Performing => _timeline.Enter(() => _stage.Performing);

    /// <summary>Opens the links and starts the clockwork.</summary>
    /// <param name="scenario">What to host.</param>
    /// <param name="clock">Drives physics and scripts.</param>
    /// <param name="wireClock">Drives the serial lines' polling and the delays of answers; null is <paramref name="clock"/>. A test with a fake clock and a real client gives the real one here.</param>
    public static SimulatedStation Start(Scenario scenario, TimeProvider clock, TimeProvider? wireClock = null)
        => new(scenario, clock, wireClock ?? clock);

    /// <summary>What a gateway's configuration must name: a path, or host:port.</summary>
    /// <exception cref="KeyNotFoundException">The scenario has no such device.</exception>
    public string AddressOf(string device) => _wiring.Links[device].Address;

    /// <summary>A new talk with the devices of an <see cref="Scenarios.LinkPlan.InMemory"/> link.</summary>
    /// <exception cref="InvalidCastException">The device lies on a wire.</exception>
    public MemoryTalk TalkTo(string device) => ((MemoryLink)_wiring.Links[device]).Connect();

    /// <summary>Where this device's faults are switched.</summary>
    /// <exception cref="KeyNotFoundException">The scenario has no such device.</exception>
    public DeviceFaults FaultsOf(string device) => _stage.Faults[device];

    /// <summary>The simulated device itself: <see cref="Pzem017"/>, <see cref="DigitalStation"/>, <see cref="TableUnit"/>.</summary>
    /// <exception cref="KeyNotFoundException">The scenario has no such Modbus device.</exception>
    public ModbusUnit UnitOf(string device) => _stage.Units[device];

    /// <summary>Does something now.</summary>
    public void Do(Act act) => _timeline.Enter(() => _stage.Do(_timeline.Now, act));

    /// <summary>Does something now, in the scenario's words.</summary>
    /// <exception cref="FormatException">The words name no act of this scenario.</exception>
    public void Do(string words)
    {
        if (!TryDo(words, out var error))
            throw new FormatException($"'{words}' at {error.Offset + 1}: {error.Message}");
    }

    public bool TryDo(string words, out WordError error)
    {
        if (!ActReader.TryRead(words, out var act, out error))
            return false;
        if (ScenarioNames.Missing(Scenario, act!) is { } missing)
        {
            error = new WordError(0, missing);
            return false;
        }

        Do(act!);
        return true;
    }

    /// <summary>Lies this card on the reader, whether or not the scenario knows it.</summary>
    public void PlaceCard(ResidentCard card) => _timeline.Enter(() => _stage.Place(card));

    /// <summary>Starts a performance now; completes when its last act has ended.</summary>
    public async Task PerformAsync(Performance performance, CancellationToken cancel)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _timeline.Enter(() => _stage.Begin(_timeline.Now, performance, done));
        await using var stopping = _stop.Token.Register(() => done.TrySetCanceled(_stop.Token));
        await using var givingUp = cancel.Register(() => done.TrySetCanceled(cancel)); // WaitAsync would hop threads
        await done.Task;
    }

    /// <summary>Starts a script of the scenario; false when there is none of that name.</summary>
    public bool TryStart(string script)
    {
        var plan = Scenario.Scripts.FirstOrDefault(s => s.Performance.Name == script);
        if (plan is null)
            return false;
        _timeline.Enter(() => _stage.Begin(_timeline.Now, plan.Performance, new TaskCompletionSource()));
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _pumping.ContinueWith(_ => { }, TaskScheduler.Default); // its failure is told by Running; the links close all the same
        if (_control is not null)
            await _control.DisposeAsync();
        await _wiring.DisposeAsync();
        _stop.Dispose();
    }

    /// <summary>Lets scripts and faults act on time when nobody asks.</summary>
    private async Task PumpAsync(TimeProvider clock, CancellationToken cancel)
    {
        using var ticks = new PeriodicTimer(Timeline.Step, clock);
        try
        {
            while (await ticks.WaitForNextTickAsync(cancel))
                _timeline.Enter(() => 0);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // disposed
        }
    }
}
