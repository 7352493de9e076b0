using WeldExam.Simulators.Faults;
using WeldExam.Simulators.Modbus;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Devices;

/// <summary>Digital I/O station <c>dio-8</c>, in the manner of Waveshare's 8CH modules: eight inputs and eight coils.</summary>
/// <remarks>
/// FC02 0–7 are the contacts in the order of <see cref="StationSignal"/>. FC01/05/15 0–7 are coils; FC05 also takes 5500h (toggle) and
/// address 00FFh (all). Holding 1000h–1007h are the channels' modes, 4000h the unit address, 8000h the version (maker's wiki, Modbus RTU IO 8CH).
/// </remarks>
public sealed class DigitalStation : ModbusUnit
{
    private const int Channels = 8;
    private const ushort AllCoils = 0x00FF;
    private const ushort FirstMode = 0x1000;
    private readonly ushort[] _modes = new ushort[Channels];
    private readonly bool[] _seen = new bool[Channels];
    private readonly WeldingStation _station;
    private readonly DeviceFaults _faults;
    private readonly byte _address;

    internal DigitalStation(WeldingStation station, byte address, DeviceFaults faults)
    {
        (_station, _address, _faults) = (station, address, faults);
        Observe();
    }

    public override bool TryReadInput(ushort address, out bool value)
    {
        value = address < Channels && _seen[address];
        return address < Channels;
    }

    public override bool TryReadCoil(ushort address, out bool value)
    {
        value = address < Channels && _station.Coil(address);
        return address < Channels;
    }

    public override bool TryReadHolding(ushort address, out ushort value)
    {
        value = address switch
        {
            >= FirstMode and < FirstMode + Channels => _modes[address - FirstMode],
            0x4000 => _address,
            0x8000 => 100, // V1.00
            _ => 0,
        };
        return address is (>= FirstMode and < FirstMode + Channels) or 0x4000 or 0x8000;
    }

    public override ModbusFailure WriteCoilWord(ushort address, ushort word)
    {
        if (word is not (0xFF00 or 0 or 0x5500))
            return ModbusFailure.IllegalValue;
        if (address >= Channels && address != AllCoils)
            return ModbusFailure.IllegalAddress;
        var (first, last) = address == AllCoils ? (0, Channels - 1) : (address, address);
        for (var coil = first; coil <= last; coil++)
            _station.SetCoil(coil, word == 0x5500 ? !_station.Coil(coil) : word != 0);
        return ModbusFailure.None;
    }

    public override ModbusFailure WriteCoil(ushort address, bool on) => WriteCoilWord(address, on ? (ushort)0xFF00 : (ushort)0);

    public override ModbusFailure WriteHolding(ushort address, ushort value)
    {
        if (address is < FirstMode or >= FirstMode + Channels)
            return ModbusFailure.IllegalAddress;
        if (value > 3)
            return ModbusFailure.IllegalValue;
        _modes[address - FirstMode] = value;
        return ModbusFailure.None;
    }

    /// <summary>One step: the inputs follow the contacts unless the station is frozen.</summary>
    internal void Observe()
    {
        if (_faults.Has<Fault.Frozen>())
            return;
        for (var i = 0; i < Channels; i++)
            _seen[i] = _station[(StationSignal)i];
    }
}
