using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Polling;

/// <summary>A switched input changed and rests. Told after the debounce time, but with the time of its first raw edge.</summary>
public sealed record InputEdge : DeviceReport
{
    public InputEdge(DeviceName device, ChannelName channel, long value, MonotonicTick notBefore, MonotonicTick at, MonotonicTick restedFrom, int bounces)
        : base(device) =>
        (Channel, Value, NotBefore, At, RestedFrom, Bounces) = (channel, value, notBefore, at, restedFrom, bounces);

    public ChannelName Channel { get; }

    /// <summary>1 for a high level, 0 for a low one.</summary>
    public long Value { get; }

    /// <summary>The first raw edge lies after this moment, less the channel's delay; equal to <see cref="At"/> where the edge itself was stamped.</summary>
    public MonotonicTick NotBefore { get; }

    /// <summary>And not after this one.</summary>
    public MonotonicTick At { get; }

    /// <summary>The last raw edge.</summary>
    public MonotonicTick RestedFrom { get; }

    /// <summary>Edges after the first.</summary>
    public int Bounces { get; }
}
