using System.Buffers.Binary;
using System.Device.I2c;
using WeldExam.Exam.Signals;

namespace WeldExam.Drivers.I2c;

/// <summary>TI ADS1115, 16-bit converter (datasheet SBAS444E): single shots, comparator off. Addresses 48h–4Bh. The caller waits out the conversion:
/// <see cref="Start"/>, then <see cref="TryRead"/> until it is ready.</summary>
/// <param name="device">The chip's bus device, owned by this binding.</param>
public sealed class Ads1115(I2cDevice device) : IDisposable
{
    public const int DefaultAddress = 0x48;

    private const byte ConversionRegister = 0x00;
    private const byte ConfigRegister = 0x01;
    private const ushort StartOrReady = 0x8000; // OS: written 1 starts a conversion, read 1 means none is running
    private const ushort SingleShot = 0x0100;
    private const ushort ComparatorOff = 0x0003;

    /// <summary>The longest that one conversion takes: its period and the rate's tolerance of 10 % (datasheet §6.5), and the wake-up of 25 µs.</summary>
    public static TimeSpan LongestConversion(Ads1115Rate rate) =>
        TimeSpan.FromMicroseconds((1_000_000.0 / SamplesPerSecond(rate) / 0.9) + 25);

    /// <summary>One step of the result, nanovolts: full scale over 32768.</summary>
    public static int NanovoltsPerStep(Ads1115Range range) => range switch
    {
        Ads1115Range.V6144 => 187_500,
        Ads1115Range.V4096 => 125_000,
        Ads1115Range.V2048 => 62_500,
        Ads1115Range.V1024 => 31_250,
        Ads1115Range.V0512 => 15_625,
        _ => 7_812, // 7.8125 µV: a half nanovolt short, 0.0064 % of the reading
    };

    /// <summary>Begins one conversion.</summary>
    /// <exception cref="IOException">The chip does not acknowledge.</exception>
    public void Start(Ads1115Input input, Ads1115Range range, Ads1115Rate rate)
    {
        var config = (ushort)(StartOrReady | ((int)input << 12) | ((int)range << 9) | SingleShot | ((int)rate << 5) | ComparatorOff);
        Span<byte> frame = stackalloc byte[3];
        frame[0] = ConfigRegister;
        BinaryPrimitives.WriteUInt16BigEndian(frame[1..], config);
        device.Write(frame);
    }

    /// <summary>False while the conversion runs. A result at either end of the scale is over range: its true value is not known.</summary>
    /// <param name="steps">The result, −32767…32766 where good; 0 else.</param>
    /// <param name="quality">Good or out of range.</param>
    /// <exception cref="IOException">The chip does not acknowledge.</exception>
    public bool TryRead(out short steps, out Quality quality)
    {
        (steps, quality) = (0, Quality.Timeout);
        if ((Register(ConfigRegister) & StartOrReady) == 0)
            return false;
        var raw = (short)Register(ConversionRegister);
        (steps, quality) = raw is short.MaxValue or short.MinValue ? ((short)0, Quality.OutOfRange) : (raw, Quality.Good);
        return true;
    }

    public void Dispose() => device.Dispose();

    private static int SamplesPerSecond(Ads1115Rate rate) => rate switch
    {
        Ads1115Rate.Sps8 => 8,
        Ads1115Rate.Sps16 => 16,
        Ads1115Rate.Sps32 => 32,
        Ads1115Rate.Sps64 => 64,
        Ads1115Rate.Sps128 => 128,
        Ads1115Rate.Sps250 => 250,
        Ads1115Rate.Sps475 => 475,
        _ => 860,
    };

    private ushort Register(byte register)
    {
        Span<byte> content = stackalloc byte[2];
        device.WriteRead([register], content);
        return BinaryPrimitives.ReadUInt16BigEndian(content);
    }
}
