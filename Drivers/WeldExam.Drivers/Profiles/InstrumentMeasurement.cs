using System.Collections.Immutable;

namespace WeldExam.Drivers.Profiles;

/// <summary>What was measured on one instrument, in place of what its model's profile assumes.</summary>
/// <param name="Channels">Which channels it holds for.</param>
/// <param name="Date">When.</param>
/// <param name="Evidence">How, for whoever asks later: <c>weldexam check</c> prints a line to copy.</param>
public sealed record InstrumentMeasurement(ImmutableArray<ChannelName> Channels, DateOnly Date, string Evidence)
{
    public TimeRange? Refresh { get; init; }

    public TimeRange? Delay { get; init; }

    /// <summary>Raw value at nothing measured, of a channel with a straight line.</summary>
    public long? Zero { get; init; }

    /// <summary>The channel with this in force.</summary>
    public ChannelProfile Of(ChannelProfile channel) => !Channels.Contains(channel.Name) ? channel : channel with
    {
        Refresh = Refresh ?? channel.Refresh,
        Delay = Delay ?? channel.Delay,
        Linear = Zero is { } zero && channel.Linear is { } line ? line with { Zero = zero } : channel.Linear,
    };

    /// <summary>Why this cannot hold for that model; null when it can.</summary>
    public string? ProblemWith(DeviceProfile profile)
    {
        foreach (var name in Channels)
        {
            if (profile.Channels.FirstOrDefault(channel => channel.Name == name) is not { } channel)
                return $"a measurement of '{name}', which the profile does not have";
            if (Zero is { } zero && (channel.Linear is not { } line || line.Full == zero))
                return $"a zero of '{name}', which has no straight line or no length with it";
            if (Refresh is not null && channel.Waveform == Waveform.AcTrueRms && Refresh.Value.Max < TimeSpan.FromMilliseconds(20))
                return $"a refresh of '{name}' within less than a period of the mains";
        }

        return null;
    }
}
