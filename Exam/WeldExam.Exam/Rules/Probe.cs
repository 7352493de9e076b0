using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>A condition compiled to read the values of the tracks.</summary>
internal abstract class Probe
{
    /// <summary>The longest refresh behind the condition, microseconds: nothing finer than twice this can be told.</summary>
    public abstract long Refresh { get; }

    public abstract Truth Read(ReadOnlySpan<Truth> values);
}

internal sealed class LeafProbe(int track, long refresh) : Probe
{
    public override long Refresh => refresh;

    public override Truth Read(ReadOnlySpan<Truth> values) => values[track];
}

internal sealed class AllProbe(Probe[] probes) : Probe
{
    public override long Refresh => probes.Max(probe => probe.Refresh);

    public override Truth Read(ReadOnlySpan<Truth> values)
    {
        var all = Truth.True;
        foreach (var probe in probes)
            all = all.And(probe.Read(values));
        return all;
    }
}

internal sealed class AnyProbe(Probe[] probes) : Probe
{
    public override long Refresh => probes.Max(probe => probe.Refresh);

    public override Truth Read(ReadOnlySpan<Truth> values)
    {
        var any = Truth.False;
        foreach (var probe in probes)
            any = any.Or(probe.Read(values));
        return any;
    }
}

internal sealed class NotProbe(Probe probe) : Probe
{
    public override long Refresh => probe.Refresh;

    public override Truth Read(ReadOnlySpan<Truth> values) => probe.Read(values).Not();
}
