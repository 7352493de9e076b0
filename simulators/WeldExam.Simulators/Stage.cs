using System.Collections.Immutable;
using WeldExam.Simulators.Cards;
using WeldExam.Simulators.Devices;
using WeldExam.Simulators.Faults;
using WeldExam.Simulators.Modbus;
using WeldExam.Simulators.Scenarios;
using WeldExam.Simulators.Scripts;
using WeldExam.Simulators.Truth;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators;

/// <summary>Booth, devices and the acts to come. Touched only inside the timeline.</summary>
internal sealed class Stage
{
    private readonly PriorityQueue<Act, (TimeSpan At, long Order)> _toCome = new();
    private readonly ImmutableDictionary<string, ResidentCard> _cards;
    private readonly List<Pzem017> _meters = [];
    private readonly List<DigitalStation> _inputs = [];
    private readonly TimeSpan _contact;
    private TimeSpan _now;
    private long _order;

    public Stage(Scenario scenario)
    {
        Welding = new WeldingStation(scenario.Station, new Random(scenario.Seed), Truth);
        _contact = scenario.Station.StrikeContact;
        _cards = scenario.Cards.ToImmutableDictionary(c => c.Label);
        foreach (var plan in scenario.Devices)
            Add(plan);
    }

    public TruthLog Truth { get; } = new();

    public WeldingStation Welding { get; }

    public Dictionary<string, DeviceFaults> Faults { get; } = [];

    public Dictionary<string, ModbusUnit> Units { get; } = [];

    public Dictionary<string, IdCardReader> Readers { get; } = [];

    public ImmutableArray<string> Performing { get; private set; } = [];

    public void Step(TimeSpan now)
    {
        Begin(now);
        RunDue();
        Welding.Step();
        foreach (var meter in _meters)
            meter.Observe(now, Welding.Voltage, Welding.Current);
        foreach (var inputs in _inputs)
            inputs.Observe();
    }

    public int Do(TimeSpan now, Act act)
    {
        Schedule(now, act);
        RunDue();
        return _toCome.Count;
    }

    public int Begin(TimeSpan now, Performance performance, TaskCompletionSource done)
    {
        Schedule(now, new Act.Begin(performance.Name));
        foreach (var (at, act) in performance.Acts)
            Schedule(now + at, act);
        Schedule(now + performance.Length, new Act.Finish(performance.Name, done));
        RunDue();
        return _toCome.Count;
    }

    public bool Place(ResidentCard card)
    {
        foreach (var reader in Readers.Values)
            reader.Place(card);
        return Readers.Count > 0;
    }

    public void NoteFaults(DeviceFaults faults)
        => Truth.Add(new TruthEntry.FaultChanged(_now, faults.Device, [.. faults.Active.Select(f => f.ToString())]));

    private void Add(DevicePlan plan)
    {
        var faults = Faults[plan.Name] = new DeviceFaults(plan.Name);
        switch (plan)
        {
            case DevicePlan.WeldMeter meter:
                _meters.Add(new Pzem017(meter.Settings, meter.Unit, faults));
                Units[plan.Name] = _meters[^1];
                break;
            case DevicePlan.DigitalInputs inputs:
                _inputs.Add(new DigitalStation(Welding, inputs.Unit, faults));
                Units[plan.Name] = _inputs[^1];
                break;
            case DevicePlan.CardReader reader:
                Readers[plan.Name] = new IdCardReader(reader.Settings, Truth);
                break;
            case DevicePlan.Table table:
                var unit = new TableUnit(table.Size);
                table.Holding.AsSpan()[..Math.Min(table.Size, table.Holding.Length)].CopyTo(unit.Holdings);
                Units[plan.Name] = unit;
                break;
        }
    }

    private void Begin(TimeSpan now)
    {
        _now = now;
        Welding.Begin(now);
        foreach (var reader in Readers.Values)
            reader.Begin(now);
    }

    private void Schedule(TimeSpan at, Act act) => _toCome.Enqueue(act, (at, _order++));

    private void RunDue()
    {
        while (_toCome.TryPeek(out var act, out var due) && due.At <= _now)
        {
            _toCome.Dequeue();
            Run(act);
        }
    }

    private void Run(Act act)
    {
        switch (act)
        {
            case Act.Switch(var which, var on):
                Welding.SetContact((StationSignal)(int)which, on);
                break;
            case Act.Fan(var on):
                Welding.SetContact(StationSignal.Fan, on);
                break;
            case Act.Gas(var on):
                Welding.SetContact(StationSignal.Gas, on);
                break;
            case Act.Clamp(var taken):
                Welding.SetContact(StationSignal.ClampRest, !taken);
                break;
            case Act.Holder(var taken):
                Welding.SetContact(StationSignal.HolderRest, !taken);
                break;
            case Act.EmergencyStop(var pressed):
                Welding.SetContact(StationSignal.EmergencyStop, !pressed);
                break;
            case Act.SetCurrent(var amperes):
                Welding.SetCurrent = amperes;
                Truth.Add(new TruthEntry.CurrentSet(_now, amperes));
                break;
            case Act.Strike or Act.Scratch:
                Welding.Strike(lights: act is Act.Strike);
                break;
            case Act.Stick(var held):
                Welding.Stick(held);
                break;
            case Act.BreakArc:
                Welding.BreakArc();
                break;
            case Act.WeldFor(var weld):
                foreach (var (at, part) in weld.Acts(_contact, Welding.SetCurrent))
                    Schedule(_now + at, part);
                break;
            default:
                RunAside(act);
                break;
        }
    }

    /// <summary>What does not touch the arc.</summary>
    private void RunAside(Act act)
    {
        switch (act)
        {
            case Act.PlaceCard(var card):
                Place(_cards[card]);
                break;
            case Act.RemoveCard(var halfWay):
                foreach (var reader in Readers.Values)
                    Remove(reader, halfWay);
                break;
            case Act.RaiseFault(var device, var fault, var lasting, var requests):
                Faults[device].Inject(fault, requests);
                if (lasting is { } time)
                    Schedule(_now + time, new Act.ClearFault(device, fault));
                break;
            case Act.ClearFault(var device, var fault):
                Faults[device].Clear(fault);
                break;
            case Act.ClearFaults(var device):
                Faults[device].ClearAll();
                break;
            case Act.Begin(var name):
                Performing = Performing.Add(name);
                Truth.Add(new TruthEntry.PerformanceStarted(_now, name));
                break;
            case Act.Finish(var name, var done):
                Performing = Performing.Remove(name);
                Truth.Add(new TruthEntry.PerformanceEnded(_now, name));
                done.TrySetResult();
                break;
        }
    }

    private static void Remove(IdCardReader reader, bool halfWay)
    {
        if (halfWay)
            reader.RemoveHalfWay();
        else
            reader.Remove();
    }
}
