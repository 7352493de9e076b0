namespace WeldExam.Exam.Signals;

/// <summary>State of a switched input as the exam names it: "on" means the named thing is true (main is on, clamp is at rest),
/// whatever the contact's polarity. The numbers are part of the journal format.</summary>
public enum SwitchState
{
    Unknown = 0,
    Off = 1,
    On = 2,
}
