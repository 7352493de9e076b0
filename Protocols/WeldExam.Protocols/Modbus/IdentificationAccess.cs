namespace WeldExam.Protocols.Modbus;

/// <summary>Which part of a device's identification is asked for: the ReadDeviceId code (Modbus Application Protocol V1.1b3, §6.21).</summary>
public enum IdentificationAccess : byte
{
    /// <summary>Objects 00–02: maker, product code, revision.</summary>
    Basic = 1,

    /// <summary>Objects 00–7F.</summary>
    Regular = 2,

    /// <summary>Objects 00–FF.</summary>
    Extended = 3,

    /// <summary>One object by its number.</summary>
    Individual = 4,
}
