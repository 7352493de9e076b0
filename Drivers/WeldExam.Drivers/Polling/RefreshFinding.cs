using WeldExam.Drivers.Profiles;

namespace WeldExam.Drivers.Polling;

/// <summary>What a meter's repeats tell of its refresh.</summary>
/// <param name="Renewals">Intervals between two renewals that were seen while the signal was alive.</param>
public abstract record RefreshFinding(int Renewals);

/// <summary>Too little was seen to say anything: the signal stood still, or the time was short.</summary>
/// <param name="Renewals">Intervals that were seen.</param>
/// <param name="Needed">How many it takes.</param>
public sealed record RefreshUnknown(int Renewals, int Needed) : RefreshFinding(Renewals);

/// <summary>The refresh, as a profile or a station states it.</summary>
/// <param name="Renewals">Intervals that were seen.</param>
/// <param name="Range">From the shortest to the longest interval, rounded outwards to whole milliseconds.</param>
/// <param name="IsRegular">Whether all renewals fit one beat; otherwise the longest interval that the looks admit is stated.</param>
/// <param name="IsLimitedByPolling">Nearly every look brought something new: the meter is faster than it can be asked, and the range says no more than that.</param>
/// <param name="Coverage">With <see cref="RefreshEstimate.Confidence"/>, at least this part of all renewals keeps within the range's end.</param>
public sealed record RefreshMeasured(int Renewals, TimeRange Range, bool IsRegular, bool IsLimitedByPolling, double Coverage) : RefreshFinding(Renewals);
