namespace WeldExam.Exam.Papers;

/// <summary>Reads how an arc is told for one process.</summary>
internal static class ArcFields
{
    public static ArcParameters Read(YamlFields arc) => new(
        arc.Whole("process"),
        arc.Number("offBelow"),
        arc.Number("idleVoltage"),
        arc.Number("arcAbove"),
        arc.Number("arcVoltageMin"),
        arc.Number("arcVoltageMax"),
        arc.Seconds("arcHoldSeconds"),
        arc.Seconds("endHoldSeconds"),
        arc.Number("shortAbove"),
        arc.Seconds("stuckHoldSeconds"),
        arc.Seconds("runGapSeconds"),
        arc.OptionalSeconds("electrodeChangeSeconds"),
        Efficiency(arc),
        arc.Has("loadLine") ? Line(arc) : null);

    private static decimal? Efficiency(YamlFields arc)
    {
        var efficiency = arc.OptionalNumber("efficiency");
        if (efficiency is <= 0 or > 1)
            arc.Fail("efficiency", "a part between 0 and 1 is expected");
        return efficiency;
    }

    private static LoadLine Line(YamlFields arc)
    {
        var line = arc.Fields("loadLine");
        var read = new LoadLine(line.Number("volts"), line.Number("voltsPerAmpere"), line.Number("tolerance"));
        if (read.Tolerance < 0)
            line.Fail("tolerance", "a tolerance is not negative");
        line.Close();
        return read;
    }
}
