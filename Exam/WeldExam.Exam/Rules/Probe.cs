using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>A condition compiled to read the values of the tracks.</summary>
internal abstract class Probe
{
    /// <summary>The longest refresh behind the condition, microseconds: nothing finer than twice this can be told.</summary>
    public abstract long Refresh { get; }

    public abstract Truth Read(ReadOnlySpan<Truth> values);

    /// <summary>Whether the condition rests on that track.</summary>
    public abstract bool Reads(int track);
}

internal sealed class LeafProbe(int track, long refresh) : Probe
{
    public override long Refresh => refresh;

    public override Truth Read(ReadOnlySpan<Truth> values) => values[track];

    public override bool Reads(int other) => other == track;
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

    public override bool Reads(int track) => Array.Exists(probes, probe => probe.Reads(track));
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

    public override bool Reads(int track) => Array.Exists(probes, probe => probe.Reads(track));
}

internal sealed class NotProbe(Probe probe) : Probe
{
    public override long Refresh => probe.Refresh;

    public override Truth Read(ReadOnlySpan<Truth> values) => probe.Read(values).Not();

    public override bool Reads(int track) => probe.Reads(track);
}

/// <summary>The condition has not held at any moment up to now. It remembers, so each monitor needs its own.</summary>
internal sealed class NotYetProbe(Probe probe) : Probe
{
    private Truth _sofar = Truth.True;
    private bool _edge; // the condition was changing: it has come unless it changes back

    public override long Refresh => probe.Refresh;

    public override Truth Read(ReadOnlySpan<Truth> values)
    {
        var now = probe.Read(values);
        if (now == Truth.True)
            _sofar = Truth.False;
        else if (_sofar == Truth.True && now == Truth.Edge)
            _edge = true;
        else if (_sofar == Truth.True && (now == Truth.Hole || _edge))
            _sofar = Truth.Hole;
        return _sofar == Truth.True && _edge ? Truth.Edge : _sofar;
    }

    public override bool Reads(int track) => probe.Reads(track);
}
