using System.Collections.Immutable;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Profiles;
using WeldExam.Exam.Signals;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Polling;

/// <summary>Looks at a meter as fast as it answers, to measure its refresh and its answering time; for technicians, beside no exam.</summary>
/// <param name="device">The meter on its link; nobody else may ask it meanwhile.</param>
/// <param name="profile">Its model.</param>
/// <param name="channels">Analog channels that one read brings.</param>
/// <param name="baud">Of a serial line whose bytes really take their time; null where none is reckoned.</param>
/// <param name="dither">Seeded randomness for the pauses, which must not fall into step with the meter.</param>
/// <param name="clock">The box's clock.</param>
public sealed class MeterWatch(ModbusDevice device, DeviceProfile profile, ImmutableArray<ChannelProfile> channels, int? baud, Random dither, TimeProvider clock)
{
    private const int LongestPause = 8; // milliseconds
    private const int RestMultiple = 10;
    private const int RequestLength = 8;

    private readonly PlannedRead _read = OneRead(profile, channels);

    private readonly TimeSpan _request = baud is { } speed ? RtuTiming.OnWire(speed, RequestLength) : TimeSpan.Zero;
    private readonly TimeSpan _answer = baud is { } speed ? RtuTiming.OnWire(speed, AnswerLength(profile, channels)) : TimeSpan.Zero;
    private readonly List<TimeSpan> _answers = [];

    /// <summary>From request to answer of every good look, wire included.</summary>
    public IReadOnlyList<TimeSpan> Answers => _answers;

    /// <summary>Looks that brought no value.</summary>
    public int Failures { get; private set; }

    /// <summary>The bytes that each look puts on the wire.</summary>
    public PlannedRead Read => _read;

    /// <summary>Looks for <paramref name="time"/>.</summary>
    public async ValueTask<IReadOnlyList<MeterLook>> LookAsync(TimeSpan time, CancellationToken cancel)
    {
        var looks = new List<MeterLook>();
        var end = clock.Now() + time;
        while (clock.Now() < end)
        {
            var reply = await device.ReadAsync(_read.Block.Request, clock.Now() + profile.Poll.ResponseTimeout + profile.Poll.LongestAnswer, cancel);
            looks.Add(Look(reply));
            await clock.UntilAsync(clock.Now() + TimeSpan.FromMilliseconds(dither.Next(LongestPause + 1)), cancel);
        }

        return looks;
    }

    private static PlannedRead OneRead(DeviceProfile profile, ImmutableArray<ChannelProfile> channels) =>
        ReadPlanner.Plan(profile with { Heartbeat = null }, channels, profile.Poll.Period) is [var only]
            ? only
            : throw new ArgumentException("One read must bring all channels.", nameof(channels));

    private static int AnswerLength(DeviceProfile profile, ImmutableArray<ChannelProfile> channels) =>
        OneRead(profile, channels).Block.Request.AnswerPduLength + RtuFrame.Overhead;

    private MeterLook Look(ModbusReply reply)
    {
        if (reply is not ModbusAnswer answer)
        {
            Failures++;
            return new(reply.Asked, reply.Answered, [], IsAlive: false);
        }

        _answers.Add(reply.Answered - reply.Asked);
        var values = ImmutableArray.CreateBuilder<long>(channels.Length);
        var isAlive = true;
        foreach (var channel in channels)
        {
            var (value, quality) = ChannelDecoder.Decode(channel, _read.Block, answer.Content.Span);
            isAlive &= quality == Quality.Good && Math.Abs(value) > RestMultiple * Math.Max(1, channel.Uncertainty.Absolute);
            values.Add(value);
        }

        // The request had to arrive first, and the answer had to leave: a line that is no real one may be faster than that.
        var (arrived, left) = (reply.Asked + _request, reply.Answered - _answer);
        return arrived <= left ? new(arrived, left, values.MoveToImmutable(), isAlive) : new(reply.Asked, reply.Answered, values.MoveToImmutable(), isAlive);
    }
}
