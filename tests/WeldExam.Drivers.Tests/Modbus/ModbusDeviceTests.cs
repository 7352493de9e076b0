using Microsoft.Extensions.Time.Testing;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Drivers.Tests.Modbus;

public sealed class ModbusDeviceTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedLink _link;
    private readonly ModbusDevice _device;

    public ModbusDeviceTests()
    {
        _link = new ScriptedLink(_clock);
        _device = new ModbusDevice(_link, new ModbusPeer(new DeviceName("relay"), 1) { Retries = 2 }, _clock);
    }

    [Fact]
    public void A_read_is_tried_again_as_often_as_allowed()
    {
        _link.Then(ModbusFailureKind.Timeout, ModbusFailureKind.Checksum, ModbusFailureKind.Timeout, ModbusFailureKind.Timeout);
        Assert.IsType<ModbusFailure>(Run(() => _device.ReadAsync(ModbusRequest.ReadCoils(0, 8), Deadline, default)));
        Assert.Equal((3, 3L, 2L, 1L), (_link.Asked, _device.Counters.Transactions, _device.Counters.Timeouts, _device.Counters.ChecksumFaults));
    }

    [Fact]
    public void A_write_is_sent_once_unless_it_is_marked_idempotent()
    {
        _link.Then(ModbusFailureKind.Timeout);
        Run(() => _device.WriteAsync(ModbusRequest.WriteCoil(0, on: true), idempotent: false, Deadline, default));
        Assert.Equal(1, _link.Asked);
        _link.Then(ModbusFailureKind.Timeout);
        Assert.IsType<ModbusAnswer>(Run(() => _device.WriteAsync(ModbusRequest.WriteCoil(0, on: true), idempotent: true, Deadline, default)));
        Assert.Equal(3, _link.Asked);
    }

    [Fact]
    public void A_device_that_stays_busy_is_not_asked_for_ever()
    {
        _link.Exception = ModbusExceptionCode.Busy;
        _link.Then([.. Enumerable.Repeat(ModbusFailureKind.Exception, 50)]);
        Run(() => _device.ReadAsync(ModbusRequest.ReadCoils(0, 8), Deadline, default));
        Assert.Equal(3, _link.Asked);
    }

    [Fact]
    public void A_refusal_is_not_asked_again()
    {
        _link.Exception = ModbusExceptionCode.IllegalAddress;
        _link.Then(ModbusFailureKind.Exception);
        Run(() => _device.ReadAsync(ModbusRequest.ReadCoils(0, 8), Deadline, default));
        Assert.Equal(1, _link.Asked);
    }

    private MonotonicTick Deadline => MonotonicTick.Now(_clock) + TimeSpan.FromSeconds(1);

    private ModbusReply Run(Func<ValueTask<ModbusReply>> ask) => Pump.Run(_clock, () => ask().AsTask());
}
