using WeldExam.Exam.Rules;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Tests.Performances;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Tests.Rules;

[Trait("Clause", "domain §4")]
public sealed class ArcValueTests
{
    private static readonly Channel Current = Performance.Analog(0, "current", "A", new(0, 10));
    private static readonly Channel Voltage = Performance.Analog(1, "voltage", "V", new(0, 2));
    private static readonly ArcBasis Basis = new(300_000, 500_000, 500_000, 2_000_000, null, 0.8m, Current, Voltage);

    [Theory]
    [InlineData("0.8", "24.4", "110", "2.5", "0.859")]
    [InlineData("0.8", "20", "150", "5", "0.480")]
    public void Heat_input_of_the_worked_examples(string k, string volts, string amperes, string speed, string expected)
    {
        Assert.Equal(Number(expected), Math.Round(HeatInput.Of(Number(k), Number(volts), Number(amperes), Number(speed)), 3));
        // the same from the energy of 40 s of arc over the seam that this speed gives
        var joules = Number(volts) * Number(amperes) * 40;
        Assert.Equal(Number(expected), Math.Round(HeatInput.OfEnergy(Number(k), joules, Number(speed) * 40), 3));
    }

    [Theory]
    // two seconds at 100 A and 20 V, two at 120 A and 24 V: mean 110 A ± 1 and 22 V ± 0.2, deviation 10 A and 2 V
    [InlineData(ArcFigure.MeanCurrent, "111.0", null, Outcome.Yes)]
    [InlineData(ArcFigure.MeanCurrent, "111.001", null, Outcome.No)]
    [InlineData(ArcFigure.MeanCurrent, null, "109.0", Outcome.Yes)]
    [InlineData(ArcFigure.MeanCurrent, null, "108.999", Outcome.No)]
    [InlineData(ArcFigure.MeanVoltage, "22.2", null, Outcome.Yes)]
    [InlineData(ArcFigure.MeanVoltage, "22.201", null, Outcome.No)]
    [InlineData(ArcFigure.DeviationCurrent, null, "9", Outcome.Yes)]
    [InlineData(ArcFigure.DeviationCurrent, null, "8.99", Outcome.No)]
    [InlineData(ArcFigure.DeviationVoltage, "2.2", null, Outcome.Yes)]
    [InlineData(ArcFigure.DeviationVoltage, "2.21", null, Outcome.No)]
    // energy 2 s × 2000 W + 2 s × 2880 W = 9760 J; the meters allow (I+1)·(U+0.2) and less: 9760 ± (0.2 × 440 + 1 × 88 + 0.8) J; × 0.8 / 1000 / 10 mm
    [InlineData(ArcFigure.HeatInput, null, "0.77", Outcome.Yes)]
    [InlineData(ArcFigure.HeatInput, null, "0.76", Outcome.No)]
    [InlineData(ArcFigure.HeatInput, "0.79", null, Outcome.Yes)]
    [InlineData(ArcFigure.HeatInput, "0.80", null, Outcome.No)]
    public void Limits_of_a_value_are_widened_by_the_meters(ArcFigure figure, string? atLeast, string? atMost, Outcome expected)
    {
        var statistic = new ArcStatistic(figure, IsAfterFirstRun: false, Optional(atLeast), Optional(atMost), SeamMillimetres: 10);
        Assert.Equal(expected, Find(statistic, hole: false));
        Assert.Equal(Outcome.Unknown, Find(statistic, hole: true));
    }

    [Fact]
    public void Of_no_arc_nothing_is_wrong()
    {
        var record = new ArcRecord(new LeafProbe(0, 0), Basis, (_, _) => 0);
        var monitor = new ArcValueMonitor(record, new(ArcFigure.MeanCurrent, false, 1000, null), Basis);
        monitor.Begin(0, [Truth.False]);
        Assert.Equal(Outcome.Yes, monitor.Conclude(1_000_000).Outcome);
    }

    /// <summary>Whole numbers only: the same sums in another order of adding are the same.</summary>
    [Fact]
    public void A_value_no_meter_can_give_makes_the_figure_unknown()
    {
        var sums = new ArcSums();
        sums.Add(new(0, 1_000_000, long.MaxValue, 240));
        Assert.False(sums.IsSound);
    }

    private static Outcome Find(ArcStatistic statistic, bool hole)
    {
        var record = new ArcRecord(new LeafProbe(0, 0), Basis, (_, _) => 0);
        var monitor = new ArcValueMonitor(record, statistic, Basis);
        monitor.Begin(0, [Truth.False]);
        monitor.Step(1_000_000, [Truth.True]);
        record.Hold(new(1_000_000, 3_000_000, 1000, 200));
        record.Hold(new(3_000_000, 4_500_000, 1200, 240));
        record.Hold(new(4_500_000, 5_000_000, 1200, 240));
        monitor.Step(5_000_000, [hole ? Truth.Hole : Truth.False]);
        return monitor.Conclude(6_000_000).Outcome;
    }

    private static decimal? Optional(string? text) => text is null ? null : Number(text);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
