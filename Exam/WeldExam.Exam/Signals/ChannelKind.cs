namespace WeldExam.Exam.Signals;

/// <summary>How a channel is recorded. The numbers are part of the journal format.</summary>
public enum ChannelKind
{
    /// <summary>Samples in columns.</summary>
    Analog = 0,

    /// <summary>A named input, recorded when it changes.</summary>
    Switch = 1,
}
