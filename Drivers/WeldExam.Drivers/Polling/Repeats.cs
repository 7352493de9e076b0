using WeldExam.Drivers.Profiles;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Polling;

/// <summary>Which readings only repeat the one before: a meter polled faster than it renews its value gives it again. Said only where it is certain,
/// and never of a value that differs: then the profile, or the meter, is not as stated.</summary>
internal sealed class Repeats
{
    private readonly Dictionary<ChannelName, Given> _given = [];

    /// <param name="channel">Whose reading it is.</param>
    /// <param name="reading">What was read.</param>
    /// <param name="beat">The heartbeat that came in the same answer; null without one.</param>
    /// <param name="asked">Just before the request went out.</param>
    /// <param name="answered">When the whole answer was there.</param>
    public bool Judge(ChannelProfile channel, ChannelReading reading, int? beat, MonotonicTick asked, MonotonicTick answered)
    {
        if (reading.Quality != Quality.Good || channel.Kind != Profiles.ChannelKind.Analog)
            return false;
        if (!_given.TryGetValue(channel.Name, out var before) || before.Value != reading.Value)
        {
            // The old value still stood when it was asked for last: the new one was made after that.
            _given[channel.Name] = new(reading.Value, beat, asked, before is null ? null : before.Asked);
            return false;
        }

        _given[channel.Name] = before with { Beat = beat, Asked = asked };
        return (beat is not null && beat == before.Beat) || (before.MadeAfter is { } made && answered <= made + channel.Refresh.Min);
    }

    private sealed record Given(long Value, int? Beat, MonotonicTick Asked, MonotonicTick? MadeAfter);
}
