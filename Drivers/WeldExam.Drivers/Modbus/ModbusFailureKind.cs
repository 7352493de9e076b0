namespace WeldExam.Drivers.Modbus;

/// <summary>Why there is no usable answer.</summary>
public enum ModbusFailureKind
{
    /// <summary>Asked, and nothing that could be an answer came in time.</summary>
    Timeout = 0,

    /// <summary>Something of the answer's shape came, with a wrong check sum.</summary>
    Checksum = 1,

    /// <summary>Bytes came that answer something else, or nothing.</summary>
    Malformed = 2,

    /// <summary>The device refused.</summary>
    Exception = 3,

    /// <summary>The line is down.</summary>
    LinkDown = 4,

    /// <summary>Never sent: the queue was full or long, or the line would not fall silent in time.</summary>
    NotAsked = 5,
}
