using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Journal;

/// <summary>A switched input reads another state than before, or was read for the first time in this epoch.
/// The edge lies after <paramref name="NotBefore"/> and not after the entry's own time; where nothing was known before, both are equal.</summary>
/// <param name="Channel">The channel of the input.</param>
/// <param name="State">The state from the entry's time on; unknown when the input can no longer be read.</param>
/// <param name="NotBefore">The last moment at which the former state was read.</param>
/// <param name="Cause">Why the state is unknown; good otherwise.</param>
public sealed record InputChanged(int Channel, SwitchState State, MonotonicTick NotBefore, Quality Cause) : Entry;
