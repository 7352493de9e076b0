using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Profiles;
using WeldExam.Drivers.Scanning;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Drivers.Tests.Scanning;

public sealed class ScanPlanTests
{
    [Fact]
    public void A_register_that_a_profile_forbids_is_not_asked_for()
    {
        var profile = Drawn.Profile(new ReadLimits { Forbidden = [new(RegisterKind.Holding, 0, 3)] }, Drawn.Register("current", 5));
        var plan = ScanPlan.Quick([profile]);
        Assert.Equal((ModbusFunction.ReadInputRegisters, 5), (plan.Steps[0].Question.Function, plan.Steps[0].Question.Address));
        Assert.All(plan.Steps.Skip(1), step => Assert.Equal(3, step.Question.Address));
    }

    [Fact]
    public void A_table_that_is_forbidden_altogether_is_not_asked_for()
    {
        var profile = Drawn.Profile(new ReadLimits { Forbidden = [new(RegisterKind.Holding, 0, 0x10000)] }, Drawn.Register("current", 5));
        Assert.Equal(ModbusFunction.ReadInputRegisters, Assert.Single(ScanPlan.Quick([profile]).Steps).Question.Function);
        Assert.DoesNotContain(ScanPlan.Patient([profile]).Steps, step => step.Question.Function == ModbusFunction.ReadHoldingRegisters);
    }

    [Fact]
    public void A_profiles_own_settings_unit_and_patience_come_first()
    {
        var settings = new SerialSettings { Baud = 4800, Parity = SerialParity.Odd };
        var profile = Drawn.Profile(new(), Drawn.Register("current", 5)) with
        {
            Link = new(LinkKind.Rtu, 77, settings, null),
            Poll = new(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(900), TimeSpan.Zero),
        };
        var plan = ScanPlan.Quick([profile]);
        Assert.Equal((settings, 77, 5), (plan.Steps[0].Settings, plan.Steps[0].Unit, plan.Steps[0].Question.Address));
        Assert.Equal(new ScanPatience(TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(900)), plan.Steps[0].Patience);
        Assert.Equal(13 * 11 + 1, plan.Steps.Length); // 12 common settings and its own, 1-10 and its unit, and its own question
        Assert.All(ScanPlan.Patient([profile]).Steps, step => Assert.True(step.Patience.Answer >= TimeSpan.FromMilliseconds(600)));
    }

    [Fact]
    public void A_plan_is_the_same_for_the_same_profiles_so_that_a_scan_can_go_on()
    {
        var profile = Drawn.Profile(new(), Drawn.Register("current", 5));
        Assert.Equal(ScanPlan.Quick([profile]).Steps.AsEnumerable(), ScanPlan.Quick([profile]).Steps);
        Assert.Equal([.. Enumerable.Range(1, 10), 255, 0], ScanPlan.Tcp([], isPatient: false).Steps.Select(step => (int)step.Unit));
    }
}
