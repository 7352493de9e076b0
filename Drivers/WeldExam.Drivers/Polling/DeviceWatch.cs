using WeldExam.Drivers.Modbus;

namespace WeldExam.Drivers.Polling;

/// <summary>Turns the fate of polls into a device's state: what happens once is a fault, what persists is a change.</summary>
internal sealed class DeviceWatch(PollingOptions options)
{
    private DeviceState _candidate;
    private int _inARow;

    public DeviceState State { get; private set; }

    /// <summary>Takes one poll's fate, and whether it had to be so; true when the device's state changed by it.</summary>
    public bool Take(ModbusFailure? failure, bool isExpected)
    {
        var seen = isExpected ? DeviceState.SwitchedOff : StateOf(failure);
        _inARow = seen == _candidate ? _inARow + 1 : 1;
        _candidate = seen;
        if (seen == State || !IsCertain(seen))
            return false;
        State = seen;
        return true;
    }

    private bool IsCertain(DeviceState seen) =>
        State == DeviceState.Unknown || seen is DeviceState.Answering or DeviceState.LinkDown or DeviceState.SwitchedOff || _inARow >= options.FailuresUntilSaid;

    private static DeviceState StateOf(ModbusFailure? failure) => failure?.Kind switch
    {
        null => DeviceState.Answering,
        ModbusFailureKind.Checksum or ModbusFailureKind.Malformed => DeviceState.Disturbed,
        ModbusFailureKind.Exception => DeviceState.Refusing,
        ModbusFailureKind.LinkDown => DeviceState.LinkDown,
        _ => DeviceState.Silent,
    };
}
