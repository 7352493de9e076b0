using System.Device.I2c;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.I2c;

/// <summary>The chips of one I2C bus as devices of a link, one transaction at a time. Nothing is ever written to them but how they measure.
/// A chip that fails is opened and set up anew at its next turn.</summary>
/// <param name="number">As in <c>/dev/i2c-N</c>.</param>
/// <param name="chips">The chips by their address.</param>
/// <param name="open">Opens the bus device of an address.</param>
/// <param name="clock">The box's clock.</param>
public sealed class I2cBus(int number, IReadOnlyDictionary<byte, I2cChip> chips, Func<byte, I2cDevice> open, TimeProvider clock) : IModbusLink, IDisposable
{
    private readonly Dictionary<byte, IRegisterChip> _open = [];

    public string Name => $"i2c-{number}";

    /// <summary>The bus of this machine.</summary>
    public static I2cBus Of(int number, IReadOnlyDictionary<byte, I2cChip> chips, TimeProvider clock) =>
        new(number, chips, address => I2cDevice.Create(new(number, address)), clock);

    public async ValueTask<ModbusOutcome> AskAsync(ModbusPeer peer, ModbusRequest request, Memory<byte> content, MonotonicTick deadline, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(peer);
        var asked = clock.Now();
        if (!chips.TryGetValue(peer.Unit, out var setup) || !request.IsRead)
            return ModbusOutcome.Refused(asked, asked, ModbusExceptionCode.IllegalFunction);
        try
        {
            if (!_open.TryGetValue(peer.Unit, out var chip))
                _open[peer.Unit] = chip = ChipOf(setup, open(peer.Unit));
            return await chip.ReadAsync(request, content, deadline, cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            if (_open.Remove(peer.Unit, out var broken))
                broken.Dispose();
            return ModbusOutcome.Failed(asked, clock.Now(), ModbusFailureKind.Timeout, fault.Message);
        }
    }

    public void Dispose()
    {
        foreach (var chip in _open.Values)
            chip.Dispose();
        _open.Clear();
    }

    private IRegisterChip ChipOf(I2cChip setup, I2cDevice device) => setup.Kind switch
    {
        I2cChipKind.Ads1115 => new Ads1115Registers(new(device), setup, clock),
        I2cChipKind.Mlx90614 => new Mlx90614Registers(new(device), clock),
        _ => new Mcp23017Registers(new(device), setup, clock),
    };
}
