namespace WeldExam.Drivers.ModbusServer;

/// <summary>How requests stand on a serial line.</summary>
internal interface IServedFraming
{
    /// <summary>Bytes that came before so long a silence belong to nothing that comes after it.</summary>
    TimeSpan Silence { get; }

    /// <summary>Silence between a request and its answer.</summary>
    TimeSpan TurnAround { get; }

    /// <summary>Takes the next whole request, or says what to do with the bytes. <paramref name="pdu"/> looks into <paramref name="received"/> or
    /// into the framing's own memory until the next call.</summary>
    ServedTake TryTake(ReadOnlyMemory<byte> received, bool isSilent, out byte unit, out ReadOnlyMemory<byte> pdu, out int consumed);

    int Write(byte unit, ReadOnlySpan<byte> pdu, Span<byte> to);
}
