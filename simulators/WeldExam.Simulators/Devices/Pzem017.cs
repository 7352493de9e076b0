using WeldExam.Simulators.Faults;
using WeldExam.Simulators.Modbus;

namespace WeldExam.Simulators.Devices;

/// <summary>PZEM-017 DC meter: input registers 0–7 (FC04), holding 0–3 (FC03, FC06), on its own always-on supply (maker's Modbus sheet V1.0).</summary>
/// <remarks>It shows the mean of its last refresh period, at 0.01 V and 0.01 A, without a sign; polled faster it repeats.</remarks>
public sealed class Pzem017 : ModbusUnit
{
    private readonly DeviceFaults _faults;
    private readonly Pzem017Settings _settings;
    private readonly ushort[] _shown = new ushort[8];
    private readonly ushort[] _holding;
    private readonly double _fullScale;
    private (double Volts, double Amperes, int Count) _gathering;
    private TimeSpan _refreshed;
    private double _wattHours;

    internal Pzem017(Pzem017Settings settings, byte address, DeviceFaults faults)
    {
        (_settings, _faults, _wattHours) = (settings, faults, settings.WattHours);
        _fullScale = settings.ShuntAmperes;
        _holding = [30000, 700, address, ShuntCode(settings.ShuntAmperes)];
        Show(0, 0);
    }

    /// <summary>How often the registers changed since the start.</summary>
    public long Refreshes { get; private set; }

    public override bool Knows(byte function) => function is 3 or 4 or 6;

    public override bool TryReadInputRegister(ushort address, out ushort value)
    {
        value = address < _shown.Length ? _shown[address] : (ushort)0;
        return address < _shown.Length;
    }

    public override bool TryReadHolding(ushort address, out ushort value)
    {
        value = address < _holding.Length ? _holding[address] : (ushort)0;
        return address < _holding.Length;
    }

    public override ModbusFailure WriteHolding(ushort address, ushort value)
    {
        if (address >= _holding.Length)
            return ModbusFailure.IllegalAddress;
        if ((address == 2 && value is < 1 or > 0xF7) || (address == 3 && value > 3))
            return ModbusFailure.IllegalValue;
        _holding[address] = value;
        return ModbusFailure.None;
    }

    /// <summary>One step of what lies at the terminals.</summary>
    internal void Observe(TimeSpan now, double volts, double amperes)
    {
        _wattHours += volts * amperes * Timeline.Step.TotalHours;
        _gathering = (_gathering.Volts + volts, _gathering.Amperes + amperes, _gathering.Count + 1);
        if (now - _refreshed < _settings.Refresh)
            return;
        _refreshed = now;
        if (!_faults.Has<Fault.Frozen>())
            Show(_gathering.Volts / _gathering.Count, _gathering.Amperes / _gathering.Count);
        _gathering = default;
    }

    private static ushort ShuntCode(int amperes) => amperes switch
    {
        100 => 0,
        50 => 1,
        200 => 2,
        300 => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(amperes), amperes, "A PZEM-017 shunt is 50, 100, 200 or 300 A."),
    };

    private void Show(double volts, double amperes)
    {
        var seenVolts = Math.Min(Math.Abs(volts), 300) * _settings.Gain;
        var seenAmperes = Math.Min(Math.Abs(amperes) * _settings.Gain, _fullScale);
        var tenthWatts = (uint)(seenVolts * seenAmperes * 10);
        var energy = (uint)_wattHours;
        _shown[0] = (ushort)Math.Round(seenVolts * 100);
        _shown[1] = (ushort)Math.Round(seenAmperes * 100);
        (_shown[2], _shown[3]) = ((ushort)tenthWatts, (ushort)(tenthWatts >> 16));
        (_shown[4], _shown[5]) = ((ushort)energy, (ushort)(energy >> 16));
        _shown[6] = _shown[0] > _holding[0] ? ushort.MaxValue : (ushort)0;
        _shown[7] = _shown[0] < _holding[1] && _settings.LowAlarm ? ushort.MaxValue : (ushort)0;
        Refreshes++;
    }
}
