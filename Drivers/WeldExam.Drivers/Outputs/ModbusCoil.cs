using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Signals;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Outputs;

/// <summary>A coil of a Modbus relay board: written by function 05, read back by 01. A coil can be said twice without harm.</summary>
public sealed class ModbusCoil(ModbusDevice device, ushort coil, TimeProvider clock) : IOutputPort
{
    public async ValueTask<OutputReading> ReadAsync(CancellationToken cancel)
    {
        var reply = await device.ReadAsync(ModbusRequest.ReadCoils(coil, 1), clock.Now() + Patience, cancel);
        return reply switch
        {
            ModbusAnswer answer => new(answer.Middle, (answer.Content.Span[0] & 1) != 0 ? SwitchState.On : SwitchState.Off, Quality.Good, ""),
            ModbusFailure failure => Failed(failure),
            _ => throw new InvalidOperationException("A transaction has two ends."),
        };
    }

    public async ValueTask<OutputReading> SetAsync(bool on, CancellationToken cancel)
    {
        var reply = await device.WriteAsync(ModbusRequest.WriteCoil(coil, on), idempotent: true, clock.Now() + Patience, cancel);
        return reply is ModbusFailure failure ? Failed(failure) : await ReadAsync(cancel);
    }

    private TimeSpan Patience => (device.Peer.ResponseTimeout + device.Peer.LongestAnswer) * 2;

    private static OutputReading Failed(ModbusFailure failure) => new(failure.Answered, SwitchState.Unknown, failure.Quality, $"{failure.Kind} {failure.Cause}".TrimEnd());
}
