using System.Buffers.Binary;
using System.Collections.Immutable;
using WeldExam.Drivers.Profiles;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Polling;

/// <summary>Whether a device's answers bring anything new: by its heartbeat register, where it has one, and by values that stand still to
/// the last digit where a live signal would not. What is not fresh is stale, never a value.</summary>
internal sealed class Freshness(DeviceProfile profile)
{
    private readonly Repeats _repeats = new();
    private readonly Dictionary<ChannelName, (long Value, MonotonicTick Since)> _standing = [];
    private (int Beat, MonotonicTick Since)? _heard;

    /// <summary>Takes the heartbeat from an answer to a read that holds it.</summary>
    public void Hear(ReadBlock block, ReadOnlySpan<byte> content, MonotonicTick at)
    {
        if (profile.Heartbeat is not { } heartbeat)
            return;
        var beat = BinaryPrimitives.ReadUInt16BigEndian(content[((heartbeat.Address - block.Address) * 2)..]) & heartbeat.Mask;
        if (_heard?.Beat != beat)
            _heard = (beat, at);
    }

    /// <summary>The readings of an answer, those that are not fresh without their value, those that only repeat marked.</summary>
    /// <param name="readings">As decoded.</param>
    /// <param name="asked">Just before the request went out.</param>
    /// <param name="answered">When the whole answer was there.</param>
    /// <param name="holdsHeartbeat">Whether the heartbeat came in the same answer.</param>
    public ImmutableArray<ChannelReading> Judge(
        IEnumerable<(ChannelProfile Channel, ChannelReading Reading)> readings, MonotonicTick asked, MonotonicTick answered, bool holdsHeartbeat)
    {
        var at = MonotonicTick.Middle(asked, answered);
        var beat = holdsHeartbeat ? _heard?.Beat : null;
        var isDead = profile.Heartbeat is { } heartbeat && _heard is { } heard && at - heard.Since > heartbeat.Within;
        return [.. readings.Select(pair => IsStale(pair.Channel, pair.Reading, at, isDead)
            ? pair.Reading with { Value = 0, Quality = Quality.Stale }
            : pair.Reading with { IsRepeat = _repeats.Judge(pair.Channel, pair.Reading, beat, asked, answered) })];
    }

    private bool IsStale(ChannelProfile channel, ChannelReading reading, MonotonicTick at, bool isDead)
    {
        var standsStill = StandsStill(channel, reading, at);
        return reading.Quality == Quality.Good && (isDead || standsStill);
    }

    private bool StandsStill(ChannelProfile channel, ChannelReading reading, MonotonicTick at)
    {
        if (channel.Stuck is not { } stuck)
            return false;
        if (reading.Quality != Quality.Good || !_standing.TryGetValue(channel.Name, out var standing) || standing.Value != reading.Value)
        {
            // A fault between two equal values proves no life: only another value does.
            if (reading.Quality == Quality.Good)
                _standing[channel.Name] = (reading.Value, at);
            return false;
        }

        return Math.Abs(reading.Value) > stuck.Above && at - standing.Since > stuck.After;
    }
}
