using System.Device.I2c;

namespace WeldExam.Drivers.I2c;

/// <summary>Microchip MCP23017, sixteen lines (datasheet DS20001952C), used for inputs: pins 0–7 are GPA, 8–15 GPB. Addresses 20h–27h.
/// Registers as after power-on (IOCON.BANK = 0, sequential), so that a pair is read in one transaction, A first.</summary>
/// <param name="device">The chip's bus device, owned by this binding.</param>
public sealed class Mcp23017(I2cDevice device) : IDisposable
{
    public const int DefaultAddress = 0x20;

    private const byte Direction = 0x00; // IODIRA
    private const byte InterruptEnable = 0x04; // GPINTENA
    private const byte Control = 0x0A; // IOCON
    private const byte PullUp = 0x0C; // GPPUA
    private const byte InterruptFlag = 0x0E; // INTFA
    private const byte InterruptCapture = 0x10; // INTCAPA
    private const byte Port = 0x12; // GPIOA
    private const byte MirrorInterrupts = 0x40;

    /// <summary>Makes all pins inputs; those in <paramref name="pullUps"/> get 100 kΩ to the supply, and any change pulls INTA and INTB.</summary>
    /// <exception cref="IOException">The chip does not acknowledge.</exception>
    public void BeginInputs(ushort pullUps)
    {
        device.Write([Control, MirrorInterrupts]);
        Write(Direction, 0xFFFF);
        Write(PullUp, pullUps);
        Write(InterruptEnable, 0xFFFF);
    }

    /// <summary>Whether the chip still is as <see cref="BeginInputs"/> left it: a brown-out resets it without a word.</summary>
    /// <exception cref="IOException">The chip does not acknowledge.</exception>
    public bool IsAsBegun(ushort pullUps) => Read(Direction) == 0xFFFF && Read(PullUp) == pullUps && Read(InterruptEnable) == 0xFFFF;

    /// <summary>The levels of all pins. Ends an interrupt.</summary>
    /// <exception cref="IOException">The chip does not acknowledge.</exception>
    public ushort ReadLevels() => Read(Port);

    /// <summary>Which pins raised the interrupt, and the levels at that moment. Ends the interrupt.</summary>
    /// <exception cref="IOException">The chip does not acknowledge.</exception>
    public (ushort Raised, ushort Levels) ReadInterrupt()
    {
        var raised = Read(InterruptFlag);
        return (raised, Read(InterruptCapture));
    }

    public void Dispose() => device.Dispose();

    private ushort Read(byte register)
    {
        Span<byte> pair = stackalloc byte[2];
        device.WriteRead([register], pair);
        return (ushort)(pair[0] | (pair[1] << 8));
    }

    private void Write(byte register, ushort value) => device.Write([register, (byte)value, (byte)(value >> 8)]);
}
