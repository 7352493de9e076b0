namespace WeldExam.Drivers.Gpio;

/// <summary>What speaks to a GPIO chip.</summary>
public enum GpioDriverKind
{
    /// <summary>Inputs by the kernel itself; outputs by libgpiod 2 where it is installed, else libgpiod 1.</summary>
    Auto = 0,

    /// <summary>libgpiod.so.2 (Debian 12, package libgpiod2).</summary>
    LibgpiodV1 = 1,

    /// <summary>libgpiod.so.3 (Debian 13, package libgpiod3).</summary>
    LibgpiodV2 = 2,
}
