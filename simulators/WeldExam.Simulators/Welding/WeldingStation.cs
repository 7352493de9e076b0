using WeldExam.Simulators.Truth;

namespace WeldExam.Simulators.Welding;

/// <summary>The booth itself: switches, contacts and the arc, stepped at 100 Hz. Everything that happens goes to the truth log.</summary>
/// <remarks>Main feeds the RCD, the RCD feeds the machine; contacts show positions, so a switch may read on while nothing feeds it.</remarks>
public sealed class WeldingStation
{
    private readonly StationSettings _settings;
    private readonly TruthLog _truth;
    private readonly ArcNoise _currentNoise;
    private readonly ArcNoise _voltageNoise;
    private readonly bool[] _contacts = new bool[8];
    private readonly bool[] _coils = new bool[8];
    private TimeSpan _now;
    private Phase _phase = Phase.Open;
    private TimeSpan _contactUntil;
    private TimeSpan _phaseSince;

    internal WeldingStation(StationSettings settings, Random random, TruthLog truth)
    {
        (_settings, _truth) = (settings, truth);
        SetCurrent = settings.SetCurrent;
        _currentNoise = new ArcNoise(random, settings.CurrentNoise / 2, TimeSpan.FromMilliseconds(50));
        _voltageNoise = new ArcNoise(random, settings.VoltageNoise / 2, TimeSpan.FromMilliseconds(20));
        _contacts[(int)StationSignal.ClampRest] = true;
        _contacts[(int)StationSignal.HolderRest] = true;
        _contacts[(int)StationSignal.EmergencyStop] = true;
    }

    private enum Phase
    {
        Open,
        Striking,
        Scratching,
        Arc,
        Stuck,
    }

    /// <summary>Volts at the machine's terminals, now.</summary>
    public double Voltage { get; private set; }

    /// <summary>Amperes, now.</summary>
    public double Current { get; private set; }

    /// <summary>Amperes set on the machine.</summary>
    public double SetCurrent { get; internal set; }

    public bool IsArcBurning => _phase == Phase.Arc;

    /// <summary>Power reaches the machine's output.</summary>
    public bool IsEnergised
        => this[StationSignal.Main] && this[StationSignal.Rcd] && this[StationSignal.Machine]
            && (this[StationSignal.EmergencyStop] || !_settings.StopCutsPower)
            && (_settings.ContactorCoil is not { } coil || _coils[coil]);

    private bool IsCircuitClosed => (!this[StationSignal.ClampRest] || _settings.StrayReturn) && !this[StationSignal.HolderRest];

    /// <summary>The state of a contact as its input reads it.</summary>
    public bool this[StationSignal signal] => _contacts[(int)signal];

    internal bool Coil(int coil) => _coils[coil];

    internal void SetCoil(int coil, bool on)
    {
        if (_coils[coil] == on)
            return;
        _coils[coil] = on;
        _truth.Add(new TruthEntry.CoilSet(_now, coil, on));
    }

    internal void SetContact(StationSignal signal, bool closed)
    {
        if (_contacts[(int)signal] == closed)
            return;
        _contacts[(int)signal] = closed;
        _truth.Add(new TruthEntry.Edge(_now, signal, closed));
    }

    /// <summary>Touches the piece; an arc follows if <paramref name="lights"/>, the machine is energised and the circuit closed.</summary>
    internal void Strike(bool lights)
    {
        var live = IsEnergised && IsCircuitClosed;
        if (_phase == Phase.Open && live)
        {
            Enter(lights ? Phase.Striking : Phase.Scratching);
            _contactUntil = _now + _settings.StrikeContact;
        }

        _truth.Add(new TruthEntry.Struck(_now, live, lights && live));
    }

    internal void Stick(TimeSpan held)
    {
        if (!IsEnergised || !IsCircuitClosed)
            return;
        if (_phase == Phase.Arc)
            EndArc(ArcEnd.Stuck);
        Enter(Phase.Stuck);
        _contactUntil = _now + held;
    }

    internal void BreakArc()
    {
        if (_phase == Phase.Arc)
            EndArc(ArcEnd.Broken);
        else if (_phase != Phase.Open)
            EndContact();
    }

    /// <summary>What happens from here on happens at this step.</summary>
    internal void Begin(TimeSpan now) => _now = now;

    /// <summary>Lets the step pass and settles voltage and current.</summary>
    internal void Step()
    {
        if (_phase != Phase.Open && !(IsEnergised && IsCircuitClosed))
            LoseCircuit();
        else if (_phase is Phase.Striking or Phase.Scratching or Phase.Stuck && _now >= _contactUntil)
            EndContact();
        (Voltage, Current) = Output();
        _truth.Sample(_now, Voltage, Current);
    }

    private (double Volts, double Amperes) Output()
    {
        var (currentSwing, voltageSwing) = (_currentNoise.Next(Timeline.Step), _voltageNoise.Next(Timeline.Step));
        switch (_phase)
        {
            case Phase.Striking or Phase.Scratching or Phase.Stuck:
                // hot start and arc force: a short draws about 1.4 times what is set, at the cables' few volts
                return (5 + (0.3 * voltageSwing), (1.4 * SetCurrent) + currentSwing);
            case Phase.Arc:
                var current = Math.Max(0, SetCurrent + currentSwing);
                return (_settings.LoadLineOffset + (_settings.LoadLineSlope * current) + voltageSwing, current);
            case Phase.Open when IsEnergised:
                return ((_settings.ReducedVoltage ?? _settings.OpenCircuitVoltage) + (0.2 * voltageSwing), 0);
            default:
                return (Voltage * Math.Exp(-(Timeline.Step / _settings.ResidualDecay)), 0);
        }
    }

    private void LoseCircuit()
    {
        if (_phase == Phase.Arc)
            EndArc(IsEnergised ? ArcEnd.CircuitOpened : ArcEnd.PowerLost);
        else
            EndContact();
    }

    private void EndContact()
    {
        if (_phase == Phase.Stuck)
            _truth.Add(new TruthEntry.ElectrodeStuck(_phaseSince, _now));
        var lit = _phase == Phase.Striking && _now >= _contactUntil && IsEnergised && IsCircuitClosed;
        Enter(lit ? Phase.Arc : Phase.Open);
        if (lit)
            _truth.Add(new TruthEntry.ArcStarted(_now));
    }

    private void EndArc(ArcEnd cause)
    {
        _truth.Add(new TruthEntry.ArcEnded(_phaseSince, _now, cause));
        Enter(Phase.Open);
    }

    private void Enter(Phase phase) => (_phase, _phaseSince) = (phase, _now);
}
