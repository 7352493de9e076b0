using WeldExam.Exam.Papers;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Tests.Performances;

namespace WeldExam.Exam.Tests.Papers;

/// <summary>What a station cannot judge is known before the exam.</summary>
[Trait("Clause", "practice §7")]
public sealed class StationFitTests
{
    private static readonly string[] Switches = ["main", "rcd", "machine", "clamp_rest", "holder_rest", "fan", "estop"];

    [Fact]
    public void A_booth_for_stick_welding_judges_all_of_K21()
    {
        var misfits = StationFit.Of(SamplePaper.Paper, Booth(TimeSpan.FromMilliseconds(100)));
        Assert.DoesNotContain(misfits, misfit => misfit.Task == "K21");
        Assert.Equal(["gas", "torch_rest"], misfits.Select(misfit => misfit.Signal).Distinct().Order(StringComparer.Ordinal));
        Assert.All(misfits, misfit => Assert.Equal((MisfitKind.SignalMissing, true), (misfit.Kind, misfit.Task is "K22" or "K23")));
    }

    [Theory]
    [InlineData(150, false)]
    [InlineData(151, true)]
    public void A_meter_that_refreshes_too_seldom_leaves_the_arcs_to_the_examiners(int milliseconds, bool isTooSlow)
    {
        var slow = StationFit.Of(SamplePaper.Paper, Booth(TimeSpan.FromMilliseconds(milliseconds))).Where(misfit => misfit.Task == "K21").ToArray();
        Assert.Equal(isTooSlow, slow.Any(misfit => misfit is { Of: "K21.13.a", Kind: MisfitKind.RefreshTooSlow, Signal: "current, voltage", Detail: "2 × 0.151 s > 0.3 s" }));
        Assert.DoesNotContain(slow, misfit => misfit.Of == "K21.7.a"); // a switch needs no meter
        Assert.Equal(isTooSlow, slow.Length > 0);
    }

    [Fact]
    public void Without_a_meter_K21_does_not_open_and_another_unit_is_none()
    {
        var misfits = StationFit.Of(SamplePaper.Paper, [.. Booth(TimeSpan.Zero).Where(channel => channel.Signal != "current").Select(channel => channel with { Unit = channel.Unit == "V" ? "mV" : "" })]);
        Assert.Contains(new("K21", null, MisfitKind.SignalMissing, "current", ""), misfits);
        Assert.Contains(new("K21", null, MisfitKind.OtherUnit, "voltage", "mV, V"), misfits);
    }

    private static Channel[] Booth(TimeSpan refresh) =>
    [
        .. Switches.Select((signal, i) => Channel(i, signal, ChannelKind.Switch, "", TimeSpan.Zero)),
        Channel(10, "current", ChannelKind.Analog, "A", refresh),
        Channel(11, "voltage", ChannelKind.Analog, "V", refresh),
    ];

    private static Channel Channel(int id, string signal, ChannelKind kind, string unit, TimeSpan refresh) =>
        new(id, signal, "d", kind, unit, 0, default, TimeSpan.FromMilliseconds(100), new(TimeSpan.Zero, refresh), default, default, null, default);
}
