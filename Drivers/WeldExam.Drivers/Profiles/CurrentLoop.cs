namespace WeldExam.Drivers.Profiles;

/// <summary>Raw limits of a 4–20 mA loop (3.6 and 21 mA): outside, the sensor is taken for open.</summary>
public readonly record struct CurrentLoop(long OpenBelow, long OpenAbove)
{
    /// <summary>The limits that follow from what the module reads at 4 and at 20 mA, rounded outwards.</summary>
    public static CurrentLoop Of(long at4, long at20)
    {
        var tenth = at20 - at4; // 16 mA; a tenth of a milliampere is its 160th part
        return new(at4 - (tenth * 4 / 160), at20 + (((tenth * 10) + 159) / 160));
    }
}
