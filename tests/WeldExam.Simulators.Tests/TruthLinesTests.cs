using WeldExam.Simulators.Truth;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Tests;

public sealed class TruthLinesTests
{
    [Fact]
    public void Entries_are_json_lines_in_seconds_and_samples_are_csv()
    {
        var entry = new TruthEntry.ArcEnded(TimeSpan.FromSeconds(12.34), TimeSpan.FromSeconds(34.5), ArcEnd.Broken);
        Assert.Equal("""{"kind":"ArcEnded","started":12.34,"cause":"Broken","at":34.5}""", TruthLines.Of(entry));
        var edge = new TruthEntry.Edge(TimeSpan.FromSeconds(1), StationSignal.ClampRest, Closed: false);
        Assert.Equal("""{"kind":"Edge","signal":"ClampRest","closed":false,"at":1}""", TruthLines.Of(edge));
        Assert.Equal("1.50,24.600,115.000", TruthLines.Of(new TruthSample(TimeSpan.FromSeconds(1.5), 24.6f, 115)));
    }
}
