using System.Device.I2c;

namespace WeldExam.Drivers.Tests.I2c;

/// <summary>A chip of registers that records the bus as <c>W 01 C3 83</c> and <c>W 00 R 2</c>.</summary>
internal sealed class FakeI2cDevice(int address) : I2cDevice
{
    public List<string> Traffic { get; } = [];

    /// <summary>What a read from a register brings; the last one stays.</summary>
    public Dictionary<byte, Queue<byte[]>> Registers { get; } = [];

    public bool IsDisposed { get; private set; }

    public override I2cConnectionSettings ConnectionSettings { get; } = new(1, address);

    public FakeI2cDevice Answers(byte register, params byte[] content)
    {
        (Registers.TryGetValue(register, out var queue) ? queue : Registers[register] = new()).Enqueue(content);
        return this;
    }

    public override void Read(Span<byte> buffer) => throw new NotSupportedException("The bindings name the register in the same transaction.");

    public override void Write(ReadOnlySpan<byte> buffer) => Traffic.Add("W " + Hex(buffer));

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Traffic.Add($"W {Hex(writeBuffer)} R {readBuffer.Length}");
        var queue = Registers[writeBuffer[0]];
        (queue.Count > 1 ? queue.Dequeue() : queue.Peek()).CopyTo(readBuffer);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => string.Join(' ', bytes.ToArray().Select(value => $"{value:X2}"));
}
