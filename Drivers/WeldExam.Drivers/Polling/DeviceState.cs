namespace WeldExam.Drivers.Polling;

/// <summary>How a device stands.</summary>
public enum DeviceState
{
    /// <summary>Not asked yet.</summary>
    Unknown = 0,
    Answering = 1,

    /// <summary>Asked, and no answer comes.</summary>
    Silent = 2,

    /// <summary>Answers come, but broken.</summary>
    Disturbed = 3,

    /// <summary>The device answers with exceptions: profile and device do not fit.</summary>
    Refusing = 4,

    /// <summary>The line to it is down.</summary>
    LinkDown = 5,

    /// <summary>Silent, as it must be: its supply is switched off.</summary>
    SwitchedOff = 6,
}
