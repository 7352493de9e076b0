using System.Buffers.Binary;
using WeldExam.Drivers.ModbusServer;
using WeldExam.EdgeGateway.Plc;
using WeldExam.Exam.Sessions;
using WeldExam.Exam.Signals;
using WeldExam.Protocols.Modbus;

namespace WeldExam.EdgeGateway.Tests.Plc;

public sealed class StationRegistersTests
{
    private StationGlance _now = new(70000, null, null, []);

    [Fact]
    public void Before_the_first_part_nothing_is_known_and_the_heart_beats()
    {
        Assert.Equal([1, 70000 % 65536, 0, 0, 0x8000, 0], Registers(0, 6));
        Assert.Equal([0x8000, 0, 0, 255, 0x8000, 0, 0, 255], Registers(16, 8));
        Assert.Equal([0x8000, 0, 0, 255], Registers(252, 4));
    }

    [Fact]
    public void A_part_and_good_signals_are_told_with_their_exponent()
    {
        _now = new(1, SessionPhase.Sealed, -2, [new("main", 1, 0, Quality.Good), new("current", 12345678, -3, Quality.Good), new("voltage", -5, -2, Quality.Good)]);
        Assert.Equal([6], Registers(2, 1));
        Assert.Equal([0xFFFF, 0xFFFE], Registers(4, 2));
        Assert.Equal([12345678 >> 16, 12345678 & 0xFFFF, 0xFFFD, 0, 0xFFFF, 0xFFFB, 0xFFFE, 0], Registers(16, 8));
        Assert.Equal([0, 1, 0, 0], Registers(32, 4));
    }

    [Fact]
    public void An_arc_and_its_time_are_told_and_unknown_is_not_off()
    {
        Assert.Equal([0, 0, 0x8000, 0], Registers(8, 4));
        _now = new(1, SessionPhase.Running, 60, []) { Arc = SwitchState.Off, ArcSeconds = 0 };
        Assert.Equal([1, 0, 0, 0], Registers(8, 4));
        _now = new(1, SessionPhase.Running, 60, []) { Arc = SwitchState.On, ArcSeconds = 70000 };
        Assert.Equal([2, 0, 1, 70000 - 65536], Registers(8, 4));
    }

    [Theory]
    [InlineData(Quality.Stale)]
    [InlineData(Quality.Timeout)]
    [InlineData(Quality.Crc)]
    [InlineData(Quality.Exception)]
    [InlineData(Quality.OutOfRange)]
    [InlineData(Quality.SensorOpen)]
    [InlineData(Quality.LinkDown)]
    [InlineData(Quality.ExpectedAbsence)]
    public void What_is_not_good_is_never_a_number(Quality quality)
    {
        _now = new(1, null, null, [new("current", 120, -1, quality)]);
        Assert.Equal([0x8000, 0, 0xFFFF, (ushort)quality], Registers(16, 4));
        Assert.Equal([0x8000, 0, 0xFFFF, (ushort)quality], Registers(32, 4));
    }

    [Theory]
    [InlineData(int.MaxValue + 1L)]
    [InlineData(int.MinValue)]
    public void A_number_that_does_not_fit_is_out_of_range(long value)
    {
        _now = new(1, null, null, [new("current", value, 0, Quality.Good)]);
        Assert.Equal([0x8000, 0, 0, (ushort)Quality.OutOfRange], Registers(16, 4));
    }

    [Fact]
    public void Nothing_beyond_the_map_is_read_and_nothing_is_written()
    {
        IRegisterBank bank = new StationRegisters(() => _now);
        Assert.Equal(ModbusExceptionCode.IllegalAddress, bank.ReadInputRegisters(255, new byte[4]));
        Assert.Equal(ModbusExceptionCode.IllegalFunction, bank.WriteHoldingRegisters(0, new byte[2]));
        Assert.Equal(ModbusExceptionCode.IllegalFunction, bank.WriteCoils(0, 1, [1]));
    }

    private int[] Registers(ushort at, int count)
    {
        var bytes = new byte[2 * count];
        Assert.Equal(ModbusExceptionCode.None, new StationRegisters(() => _now).ReadHoldingRegisters(at, bytes));
        return [.. Enumerable.Range(0, count).Select(index => (int)BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(2 * index)))];
    }
}
