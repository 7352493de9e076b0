namespace WeldExam.Benchmarks.Modbus;

/// <summary>One round: transactions a second, CPU seconds and allocated bytes for each.</summary>
internal readonly record struct Round(double PerSecond, double Cpu, double Bytes);
