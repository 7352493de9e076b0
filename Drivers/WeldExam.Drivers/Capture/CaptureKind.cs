namespace WeldExam.Drivers.Capture;

/// <summary>What happened on a line.</summary>
public enum CaptureKind
{
    Sent = 0,
    Received = 1,
    Opened = 2,

    /// <summary>The line could not be opened, or hung up: the record's bytes are the cause in UTF-8.</summary>
    Down = 3,
}
