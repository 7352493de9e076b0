namespace WeldExam.Drivers.I2c;

/// <summary>Samples a second (ADS1115 datasheet, table 8-3, bits 7:5). A single shot takes one period, within 10 %.</summary>
public enum Ads1115Rate
{
    Sps8 = 0,
    Sps16 = 1,
    Sps32 = 2,
    Sps64 = 3,
    Sps128 = 4,
    Sps250 = 5,
    Sps475 = 6,
    Sps860 = 7,
}
