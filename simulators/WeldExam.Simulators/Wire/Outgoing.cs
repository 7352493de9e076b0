namespace WeldExam.Simulators.Wire;

/// <summary>Bytes to send after a wait; a late one does not hold up what comes behind it.</summary>
internal readonly record struct Outgoing(ReadOnlyMemory<byte> Bytes, TimeSpan Wait, bool IsLate);
