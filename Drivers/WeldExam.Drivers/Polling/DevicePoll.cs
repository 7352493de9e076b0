using System.Collections.Immutable;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Polling;

/// <summary>One transaction with a device and the readings it brought; a device that needs several reads gives one of these for each.</summary>
public sealed record DevicePoll : DeviceReport
{
    public DevicePoll(DeviceName device, MonotonicTick asked, MonotonicTick at, ImmutableArray<ChannelReading> readings)
        : base(device)
    {
        Asked = asked;
        At = at;
        Readings = readings;
    }

    /// <summary>Just before the request went out.</summary>
    public MonotonicTick Asked { get; }

    /// <summary>The middle of the transaction: the stamp of every reading in it.</summary>
    public MonotonicTick At { get; }

    public ImmutableArray<ChannelReading> Readings { get; }
}
