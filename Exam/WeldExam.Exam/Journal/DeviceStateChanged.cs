using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Journal;

/// <summary>A device began or ceased to answer.</summary>
/// <param name="Device">The device, as the station configuration names it.</param>
/// <param name="Answering">Whether it answers from now on.</param>
/// <param name="Cause">Why it does not; good when it does.</param>
/// <param name="Detail">For people: what was seen on the wire. No personal data.</param>
public sealed record DeviceStateChanged(string Device, bool Answering, Quality Cause, string Detail) : Entry;
