namespace WeldExam.Protocols;

/// <summary>What is wrong with bytes from a wire. Faults of the wire are expected and therefore values, never exceptions.</summary>
public enum WireFault
{
    /// <summary>Nothing: the frame is whole and fits.</summary>
    None = 0,

    /// <summary>The frame may still become whole: more bytes are needed.</summary>
    Incomplete,

    /// <summary>Bytes that begin no frame.</summary>
    Noise,

    /// <summary>Longer than the protocol allows.</summary>
    TooLong,

    /// <summary>CRC or XOR does not fit.</summary>
    Checksum,

    /// <summary>The protocol identifier is not the expected one (Modbus TCP: 0).</summary>
    ProtocolId,

    /// <summary>The stated length is impossible or contradicts the frame.</summary>
    Length,

    /// <summary>Another unit than the one asked.</summary>
    Unit,

    /// <summary>Another function than the one asked, or one this codec does not know.</summary>
    Function,

    /// <summary>The byte count contradicts the quantity.</summary>
    ByteCount,

    /// <summary>A quantity of zero or above the function's limit.</summary>
    Quantity,

    /// <summary>A value the function does not know (a coil is FF00 or 0000; exception code 0; an access, a conformity level).</summary>
    Value,

    /// <summary>A confirmation that repeats another address, quantity or value than the one written.</summary>
    Confirmation,

    /// <summary>A range that reaches past the last address.</summary>
    Address,

    /// <summary>A character that no Modbus ASCII frame contains.</summary>
    Character,
}
