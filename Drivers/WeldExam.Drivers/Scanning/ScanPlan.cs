using System.Collections.Immutable;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Profiles;

namespace WeldExam.Drivers.Scanning;

/// <summary>The questions of a scan in their order, which is the same for the same profiles: a scan that was broken off goes on where it stopped.</summary>
public sealed record ScanPlan(ImmutableArray<ScanStep> Steps)
{
    private const int LastUnit = 247;
    private const int LastQuickUnit = 10;

    // What TCP devices without a bus behind them are often set to.
    private static readonly byte[] TcpUnits = [255, 0];

    private static readonly int[] CommonBauds = [9600, 19200, 38400, 115200];
    private static readonly int[] KnownBauds = [9600, 19200, 38400, 115200, 57600, 4800, 2400, 1200, 14400, 28800, 230400, 600, 300];
    private static readonly (SerialParity Parity, int StopBits)[] CommonFormats = [(SerialParity.None, 1), (SerialParity.Even, 1), (SerialParity.None, 2)];
    private static readonly (SerialParity Parity, int StopBits)[] KnownFormats = [.. CommonFormats, (SerialParity.Odd, 1)];

    /// <summary>The profiles' own settings first, then 9600, 19200, 38400 and 115200 Bd with 8N1, 8E1 and 8N2; the profiles' units and 1–10.
    /// Each unit is asked once: one that misses its question is found by the patient pass only.</summary>
    public static ScanPlan Quick(ImmutableArray<DeviceProfile> profiles) =>
        Serial(profiles, CommonBauds, CommonFormats, LastQuickUnit, ScanPatience.Quick, RegisterKind.Holding);

    /// <summary>All known speeds and formats, 1–247, each asked by functions 3 and 4, with the patience of the slowest profile: hours.</summary>
    public static ScanPlan Patient(ImmutableArray<DeviceProfile> profiles) => Serial(
        profiles, KnownBauds, KnownFormats, LastUnit, Slowest(profiles), RegisterKind.Holding, RegisterKind.Input);

    /// <summary>Units behind a TCP address: the profiles' own, 1–10 (patiently 1–247), 255 and 0.</summary>
    public static ScanPlan Tcp(ImmutableArray<DeviceProfile> profiles, bool isPatient) => isPatient
        ? new([.. StepsAt(null, profiles, LastUnit, Slowest(profiles), RegisterKind.Holding, RegisterKind.Input)])
        : new([.. StepsAt(null, profiles, LastQuickUnit, ScanPatience.Quick, RegisterKind.Holding)]);

    /// <summary>No pass lasts longer, by the scan's own clock.</summary>
    /// <param name="answering">How many steps bring anything, answers or garbage: each is asked twice more at most.</param>
    public TimeSpan Longest(int answering)
    {
        var slowest = Steps.Select(step => step.Longest).DefaultIfEmpty().Max();
        var connecting = Steps.Any(step => step.Settings is null) ? ((3 * answering) + 1) * ScanStep.Connecting : TimeSpan.Zero;
        return Steps.Aggregate((2 * answering * slowest) + connecting, (sum, step) => sum + step.Longest);
    }

    private static ScanPatience Slowest(ImmutableArray<DeviceProfile> profiles) =>
        profiles.Select(ScanPatience.Of).Aggregate(ScanPatience.Patient, (longest, next) => longest.Or(next));

    private static ScanPlan Serial(
        ImmutableArray<DeviceProfile> profiles,
        int[] bauds,
        (SerialParity Parity, int StopBits)[] formats,
        int lastUnit,
        ScanPatience patience,
        params RegisterKind[] tables)
    {
        var common = bauds.SelectMany(_ => formats, (baud, format) => new SerialSettings { Baud = baud, Parity = format.Parity, StopBits = format.StopBits });
        var settings = profiles.Select(profile => profile.Link.Serial).OfType<SerialSettings>().Concat(common).Distinct();
        return new([.. settings.SelectMany(each => StepsAt(each, profiles, lastUnit, patience, tables))]);
    }

    private static IEnumerable<ScanStep> StepsAt(
        SerialSettings? settings, ImmutableArray<DeviceProfile> profiles, int lastUnit, ScanPatience patience, params RegisterKind[] tables)
    {
        var own = profiles.Where(profile => profile.Link.Kind == (settings is null ? LinkKind.Tcp : LinkKind.Rtu)).ToList();
        foreach (var profile in own.Where(profile => profile.Link.Serial == settings))
        {
            if (ScanQuestions.Of(profile, profiles) is { } question)
                yield return new(settings, profile.Link.Unit, question, patience.Or(ScanPatience.Of(profile)));
        }

        var units = own.Select(profile => profile.Link.Unit).Concat(Enumerable.Range(1, lastUnit).Select(unit => (byte)unit));
        if (settings is null)
            units = units.Concat(TcpUnits);
        foreach (var unit in units.Distinct())
        {
            foreach (var table in tables)
            {
                if (ScanQuestions.One(table, profiles) is { } question)
                    yield return new(settings, unit, question, patience);
            }
        }
    }
}
