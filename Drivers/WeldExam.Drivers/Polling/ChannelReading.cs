using WeldExam.Exam.Signals;

namespace WeldExam.Drivers.Polling;

/// <summary>One channel's value in the profile's resolution. Only with <see cref="Quality.Good"/> is it a value; else it is 0 and never used.</summary>
public readonly record struct ChannelReading(ChannelName Channel, long Value, Quality Quality);
