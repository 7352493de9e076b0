using WeldExam.Simulators.Modbus;
using WeldExam.Simulators.Scenarios;

namespace WeldExam.Simulators.Tests;

/// <summary>Plain tables as units 1 and 2 on one serial bus and on one TCP port, all on the real clock.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public Bench()
    {
        Station = SimulatedStation.Start(
            new Scenario
            {
                Devices =
                [
                    new DevicePlan.Table("rtu1", new LinkPlan.Pty { Bus = "serial" }) { Unit = 1 },
                    new DevicePlan.Table("rtu2", new LinkPlan.Pty { Bus = "serial" }) { Unit = 2 },
                    new DevicePlan.Table("tcp1", new LinkPlan.Tcp { Bus = "net" }) { Unit = 1 },
                    new DevicePlan.Table("tcp2", new LinkPlan.Tcp { Bus = "net" }) { Unit = 2 },
                ],
            },
            TimeProvider.System);
        foreach (var (name, value) in new[] { ("rtu1", 0x0101), ("rtu2", 0x0202), ("tcp1", 0x1101), ("tcp2", 0x1202) })
            Table(name).Holdings[0] = (ushort)value;
    }

    public SimulatedStation Station { get; }

    public TableUnit Table(string name) => (TableUnit)Station.UnitOf(name);

    public Peer Open(string device) => Peer.Open(Station.AddressOf(device));

    public ValueTask DisposeAsync() => Station.DisposeAsync();
}
