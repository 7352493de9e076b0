using System.Device.I2c;
using WeldExam.Exam.Signals;

namespace WeldExam.Drivers.I2c;

/// <summary>Melexis MLX90614 infrared thermometer (datasheet 3901090614, rev 13): RAM words over SMBus, each checked by its packet error code.
/// T = word × 0.02 K.</summary>
/// <param name="device">The chip's bus device, owned by this binding.</param>
public sealed class Mlx90614(I2cDevice device) : IDisposable
{
    public const int DefaultAddress = 0x5A;

    private const byte AmbientWord = 0x06;
    private const byte ObjectWord = 0x07;
    private const ushort ErrorFlag = 0x8000;
    private const int ZeroCelsius = 27_315; // hundredths of a kelvin
    private const int HundredthsPerStep = 2;

    /// <summary>The object's temperature in hundredths of °C; 0 where it is not good.</summary>
    /// <exception cref="IOException">The chip does not acknowledge.</exception>
    public (int Hundredths, Quality Quality) ReadObject() => Read(ObjectWord);

    /// <summary>The chip's own temperature in hundredths of °C; 0 where it is not good.</summary>
    /// <exception cref="IOException">The chip does not acknowledge.</exception>
    public (int Hundredths, Quality Quality) ReadAmbient() => Read(AmbientWord);

    /// <summary>The word that a temperature stands for.</summary>
    internal static ushort StepsOf(int hundredths) => (ushort)((hundredths + ZeroCelsius) / HundredthsPerStep);

    public void Dispose() => device.Dispose();

    private (int Hundredths, Quality Quality) Read(byte word)
    {
        Span<byte> answer = stackalloc byte[3]; // low byte, high byte, packet error code
        device.WriteRead([word], answer);
        var address = device.ConnectionSettings.DeviceAddress << 1;
        if (PacketErrorCode.Of([(byte)address, word, (byte)(address | 1), answer[0], answer[1]]) != answer[2])
            return (0, Quality.Crc);
        var raw = answer[0] | (answer[1] << 8);
        return (raw & ErrorFlag) != 0 ? (0, Quality.OutOfRange) : ((raw * HundredthsPerStep) - ZeroCelsius, Quality.Good);
    }
}
