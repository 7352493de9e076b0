using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Capture;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.ModbusServer;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Exam.Signals;
using Xunit;

namespace WeldExam.Drivers.Tests.Polling;

/// <summary>A poller with several requests in flight, against our server on a real socket; what was on the wire is seen by the capture.</summary>
public sealed class PipelinedPollTests
{
    private const int Reads = 10;
    private const int RequestLength = 12;
    private const int AnswerLength = 11;

    private static readonly TimeProvider Clock = TimeProvider.System;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public async Task As_many_requests_as_the_profile_allows_are_out_at_once_and_each_answer_goes_to_its_own_channel(int pipelining)
    {
        var cancel = TestContext.Current.CancellationToken;
        var bank = new MemoryBank { InputRegisters = [.. Enumerable.Range(0, 1000).Select(n => (ushort)(1000 + n))] };
        using var server = new ModbusTcpServer(
            new IPEndPoint(IPAddress.Loopback, 0), new ServedUnits(new Dictionary<byte, IRegisterBank> { [1] = bank }.ToFrozenDictionary()), new ModbusServerOptions(), Clock, NullLogger<ModbusTcpServer>.Instance);
        server.Open();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var serving = server.RunAsync(stop.Token);
        var ring = new CaptureRing();
        using var link = new ModbusTcpLink(
            new CapturedLine(new TcpLine("127.0.0.1", server.Endpoint.Port, Clock), ring, Clock), new ModbusLinkOptions(), new Random(1), Clock, NullLogger<ModbusTcpLink>.Instance);
        var channel = System.Threading.Channels.Channel.CreateBounded<DeviceReport>(10_000);
        var polling = new BusPoller([Device(link, pipelining)], channel.Writer, new PollingOptions(), Clock, NullLogger<BusPoller>.Instance).RunAsync(stop.Token);
        List<DevicePoll> polls = [];
        while (polls.Count < 3 * Reads)
        {
            if (await channel.Reader.ReadAsync(cancel) is DevicePoll poll)
                polls.Add(poll);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => polling);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
        Assert.All(polls.Index(), poll => Assert.Equal(new ChannelReading(new($"tag-{poll.Index % Reads}"), 1000 + (50 * (poll.Index % Reads)), Quality.Good), Assert.Single(poll.Item.Readings)));
        Assert.Equal(Math.Min(pipelining, Reads), MostOut(ring.Snapshot()));
    }

    private static PolledDevice Device(ModbusTcpLink link, int pipelining)
    {
        var profile = Drawn.Profile(new ReadLimits { Pipelining = pipelining }, Enumerable.Range(0, Reads).Select(number => Drawn.Register($"tag-{number}", 50 * number))) with
        {
            Link = new(LinkKind.Tcp, 1, null, 502),
            Poll = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2), TimeSpan.Zero),
        };
        return PolledDevice.On(link, new("welder"), 1, profile, Clock);
    }

    // Requests and answers of one register have lengths of their own, however many leave or come in one piece.
    private static int MostOut(ImmutableArray<CaptureRecord> records)
    {
        var (sent, answered, most) = (0, 0, 0);
        foreach (var record in records)
        {
            sent += record.Kind == CaptureKind.Sent ? record.Bytes.Length : 0;
            answered += record.Kind == CaptureKind.Received ? record.Bytes.Length : 0;
            most = Math.Max(most, (sent / RequestLength) - (answered / AnswerLength));
        }

        return most;
    }
}
