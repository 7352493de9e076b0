using System.Device.Gpio;
using System.Device.Gpio.Drivers;

namespace WeldExam.Drivers.Gpio;

/// <summary>Opens a chip of the kernel's GPIO character device.</summary>
public static class GpioChip
{
    /// <param name="number">As in <c>/dev/gpiochipN</c>.</param>
    /// <param name="kind">Which library speaks to it.</param>
    /// <exception cref="PlatformNotSupportedException">The library is not installed.</exception>
    /// <exception cref="IOException">There is no such chip, or it may not be opened.</exception>
    public static GpioController Open(int number, GpioDriverKind kind) => new(kind switch
    {
        GpioDriverKind.LibgpiodV1 => new LibGpiodDriver(number),
        GpioDriverKind.LibgpiodV2 => new LibGpiodV2Driver(number),
        _ => Detect(number),
    });

    /// <summary>Faults of chip, library or line: the world's, not the program's.</summary>
    internal static bool IsBroken(Exception fault) =>
        fault is IOException or UnauthorizedAccessException or PlatformNotSupportedException or GpiodException or DllNotFoundException;

    private static GpioDriver Detect(int number)
    {
        try
        {
            return new LibGpiodV2Driver(number);
        }
        catch (Exception missing) when (missing is PlatformNotSupportedException or DllNotFoundException or TypeInitializationException)
        {
            return new LibGpiodDriver(number);
        }
    }
}
