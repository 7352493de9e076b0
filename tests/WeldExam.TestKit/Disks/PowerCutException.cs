namespace WeldExam.TestKit.Disks;

/// <summary>The machine stops here. Nothing in the product may catch it.</summary>
public sealed class PowerCutException() : Exception("The power is gone.");
