using WeldExam.Exam.Signals;

namespace WeldExam.Drivers.Polling;

/// <summary>One channel's value in the profile's resolution. Only with <see cref="Quality.Good"/> is it a value; else it is 0 and never used.</summary>
public readonly record struct ChannelReading(ChannelName Channel, long Value, Quality Quality)
{
    /// <summary>The device is known to have given this good value before: it had not renewed it since the reading before, by its own heartbeat or
    /// because its profile's shortest refresh allows no renewal in between. Where it is false, it may be a repeat all the same.</summary>
    public bool IsRepeat { get; init; }
}
