using System.Collections.Immutable;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Profiles;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Polling;

/// <summary>What one device is asked at one moment: its reads of one period, back to back, those of safety inputs first. The only place that looks into a reply.</summary>
internal sealed record PollTurn(PolledDevice Device, ImmutableArray<PlannedRead> Reads, PollGrid Grid, DeviceWatch Watch, Freshness Freshness)
{
    /// <summary>The device's turns, the most frequent first; its state and its freshness are one for all of them.</summary>
    public static IEnumerable<PollTurn> Of(PolledDevice device, MonotonicTick start, PollingOptions options)
    {
        var (watch, freshness) = (new DeviceWatch(options), new Freshness(device.Profile));
        return from read in device.Plan().Reads
               group read by read.Period into turn
               orderby turn.Key
               select new PollTurn(device, [.. turn.OrderBy(read => !device.IsSafetyRead(read))], new PollGrid(start, turn.Key, options), watch, freshness);
    }

    public TimeSpan Period => Reads[0].Period;

    public bool HoldsSafetyInput { get; } = Device.IsSafetyRead(Reads[0]);

    /// <summary>What a reply brought: values, or for each channel why there is none.</summary>
    public DevicePoll PollOf(PlannedRead read, ModbusReply reply, Supplies supplies)
    {
        if (reply is not ModbusAnswer answer)
        {
            var failure = (ModbusFailure)reply;
            return new(Device.Name, reply.Asked, reply.Middle, [.. read.Channels.Select(channel => new ChannelReading(channel.Name, 0, Missing(channel, failure, supplies)))]);
        }

        var content = answer.Content.Span;
        if (read.HoldsHeartbeat)
            Freshness.Hear(read.Block, content, reply.Middle);
        var readings = new List<(ChannelProfile Channel, ChannelReading Reading)>(read.Channels.Length);
        foreach (var channel in read.Channels)
        {
            var (value, quality) = ChannelDecoder.Decode(channel, read.Block, content);
            readings.Add((channel, new(channel.Name, value, quality)));
        }

        return new(Device.Name, reply.Asked, reply.Middle, Freshness.Judge(readings, reply.Asked, reply.Answered, read.HoldsHeartbeat));
    }

    /// <summary>Whether everything that this turn would bring is fed by a supply that is off.</summary>
    public bool IsExpected(ModbusFailure failure, Supplies supplies) =>
        IsSilence(failure) && Reads.SelectMany(read => read.Channels).Any()
        && Reads.All(read => read.Channels.All(channel => supplies.ExpectAbsence(Device.Name, channel.PoweredBy, Device.Profile.Poll.StartUp, failure.Answered)));

    private Quality Missing(ChannelProfile channel, ModbusFailure failure, Supplies supplies) =>
        IsSilence(failure) && supplies.ExpectAbsence(Device.Name, channel.PoweredBy, Device.Profile.Poll.StartUp, failure.Answered) ? Quality.ExpectedAbsence : failure.Quality;

    // A serial line that is down is the box's own trouble, whatever hangs on it; a TCP connection dies with its device.
    private bool IsSilence(ModbusFailure failure) => failure.Kind switch
    {
        ModbusFailureKind.Timeout => true,
        ModbusFailureKind.LinkDown => Device.Profile.Link.Kind == LinkKind.Tcp,
        ModbusFailureKind.Exception => failure.Exception is ModbusExceptionCode.GatewayPathUnavailable or ModbusExceptionCode.GatewayNoAnswer, // a gateway speaks for the silent device behind it
        _ => false,
    };
}
