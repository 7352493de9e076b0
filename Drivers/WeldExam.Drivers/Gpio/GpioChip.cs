using System.Device.Gpio;
using System.Device.Gpio.Drivers;

namespace WeldExam.Drivers.Gpio;

/// <summary>Opens a chip of the kernel's GPIO character device.</summary>
public static class GpioChip
{
    /// <summary>Claims the input lines of a bank.</summary>
    /// <param name="number">As in <c>/dev/gpiochipN</c>.</param>
    /// <param name="bank">Which lines, and by what.</param>
    /// <param name="clock">The box's clock.</param>
    /// <exception cref="IOException">There is no such chip, or it may not be opened, or a line is taken.</exception>
    public static IGpioLines Claim(int number, GpioBank bank, TimeProvider clock) => bank.Driver == GpioDriverKind.Auto
        ? KernelLines.Open($"/dev/gpiochip{number}", bank)
        : new ControllerLines(Open(number, bank.Driver), bank, clock);

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
