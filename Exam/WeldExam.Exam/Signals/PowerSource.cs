namespace WeldExam.Exam.Signals;

/// <summary>What feeds a device. While its supply reads off, a device's silence is expected absence.
/// The numbers are part of the journal format.</summary>
public enum PowerSource
{
    /// <summary>The station's own always-on circuit, upstream of the examined switches.</summary>
    Station = 0,
    Main = 1,
    Rcd = 2,
    Machine = 3,
}
