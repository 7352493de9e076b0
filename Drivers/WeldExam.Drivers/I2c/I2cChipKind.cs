namespace WeldExam.Drivers.I2c;

/// <summary>The chips that a profile with an I2C link can be of.</summary>
public enum I2cChipKind
{
    /// <summary>Converter: input registers 0–7 are the eight pairs of its multiplexer (<see cref="Ads1115Input"/>), signed steps.</summary>
    Ads1115 = 0,

    /// <summary>Infrared thermometer: input registers 6 and 7 are the words of ambient and object, 0.02 K a step.</summary>
    Mlx90614 = 1,

    /// <summary>Sixteen inputs: discrete inputs 0–15, GPA first.</summary>
    Mcp23017 = 2,
}
