namespace WeldExam.Drivers.I2c;

/// <summary>What is measured (ADS1115 datasheet, table 8-3, bits 14:12).</summary>
public enum Ads1115Input
{
    Between0And1 = 0,
    Between0And3 = 1,
    Between1And3 = 2,
    Between2And3 = 3,
    Ain0 = 4,
    Ain1 = 5,
    Ain2 = 6,
    Ain3 = 7,
}
