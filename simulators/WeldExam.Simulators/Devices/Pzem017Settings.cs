namespace WeldExam.Simulators.Devices;

/// <summary>How one PZEM-017 is set up.</summary>
public sealed record Pzem017Settings
{
    /// <summary>How often the meter renews its registers; 10 ms steps.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>50, 100, 200 or 300 A.</summary>
    public int ShuntAmperes { get; init; } = 300;

    /// <summary>Gain error as a factor, 0.99–1.01 within the meter's 1 % class.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>Energy counted before the start.</summary>
    public double WattHours { get; init; }

    /// <summary>Register 7 reports a voltage under holding 1; off, since an idle booth is under it all day.</summary>
    public bool LowAlarm { get; init; }
}
