namespace WeldExam.Drivers.I2c;

/// <summary>Full scale of the programmable gain amplifier (ADS1115 datasheet SBAS444E, table 8-3, bits 11:9).</summary>
public enum Ads1115Range
{
    /// <summary>±6.144 V; no input may exceed the supply + 0.3 V all the same.</summary>
    V6144 = 0,
    V4096 = 1,
    V2048 = 2,
    V1024 = 3,
    V0512 = 4,
    V0256 = 5,
}
