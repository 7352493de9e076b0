using System.Collections.Immutable;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Polling;

/// <summary>One read of a meter while its refresh is measured.</summary>
/// <param name="NotBefore">When the whole request can have reached the meter at the earliest: it took its values from its registers then …</param>
/// <param name="NotAfter">… or later, but before the first byte of its answer.</param>
/// <param name="Values">Of the channels looked at; one that renews is enough.</param>
/// <param name="IsAlive">Whether the signal is there at all: at rest a meter repeats for ever.</param>
public readonly record struct MeterLook(MonotonicTick NotBefore, MonotonicTick NotAfter, ImmutableArray<long> Values, bool IsAlive);
