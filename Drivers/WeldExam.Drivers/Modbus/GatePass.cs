namespace WeldExam.Drivers.Modbus;

/// <summary>What the gate of a line said.</summary>
/// <param name="IsOpen">The turn is ours and the line is open.</param>
/// <param name="IsFresh">It was opened just now.</param>
/// <param name="Refusal">Why not.</param>
internal readonly record struct GatePass(bool IsOpen, bool IsFresh, ModbusOutcome Refusal);
