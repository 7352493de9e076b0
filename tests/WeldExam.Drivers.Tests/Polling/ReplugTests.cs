using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.Drivers.Tests.Lines;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using Xunit;

namespace WeldExam.Drivers.Tests.Polling;

/// <summary>Counts what the process holds, so nothing else may run beside it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}

[Collection(AloneInTheProcess.Name)]
public sealed class ReplugTests : IDisposable
{
    private const int WarmUps = 10;
    private const int Times = 100;
    private const int AnswersEach = 3;

    private static readonly TimeProvider Clock = TimeProvider.System;

    private static readonly DeviceProfile Profile = ProfileFile.Read(
        Encoding.UTF8.GetBytes("""
            profile: 1
            name: Counter
            maker: none
            source: ReplugTests
            quality: { hardware: not-seen, checked: [{ what: values, against: simulator, where: here }], todo: [nothing - there is no such device], exempt: [] }
            link: { kind: rtu, unit: 1, serial: { baud: 115200, dataBits: 8, parity: none, stopBits: 1 } }
            poll: { period: 10, responseTimeout: 5000, longestAnswer: 5000 }
            channels:
              - channel: counter
                kind: analog
                from: input
                address: 0
                format: u16
                scale: { exponent: 0 }
                unit: "1"
                valid: { min: 0, max: 65535 }
                uncertainty: { ofReadingPpm: 0, absolute: 0 }
                refresh: { min: 0, max: 10 }
                delay: { min: 0, max: 10 }
                poweredBy: station

            """),
        "counter").Profile!;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly string _name;
    private readonly RtuBus _bus;
    private readonly Channel<DeviceReport> _reports = System.Threading.Channels.Channel.CreateBounded<DeviceReport>(10_000);
    private readonly List<MonotonicTick> _plugged = [];
    private int _answered;

    public ReplugTests()
    {
        _name = Path.Combine(_folder.FullName, "adapter");
        _bus = new RtuBus(
            new SerialLine(_name, new SerialSettings { Baud = 115200 }, Clock),
            115200,
            new ModbusLinkOptions { FirstPause = TimeSpan.FromMilliseconds(2), LongestPause = TimeSpan.FromMilliseconds(2) },
            new Random(1),
            Clock,
            NullLogger<RtuBus>.Instance);
    }

    [Fact]
    public async Task An_adapter_pulled_in_the_middle_of_a_poll_a_hundred_times_costs_the_samples_of_the_gap_and_leaves_no_handle_and_no_thread()
    {
        using var stop = new CancellationTokenSource();
        var peer = new ModbusPeer(new DeviceName("meter"), 1) { ResponseTimeout = TimeSpan.FromSeconds(5), LongestAnswer = TimeSpan.FromMilliseconds(1) };
        var poller = new BusPoller(
            [new PolledDevice(new ModbusDevice(_bus, peer, Clock), Profile)], _reports.Writer, new PollingOptions(), Clock, NullLogger<BusPoller>.Instance);
        var run = poller.RunAsync(stop.Token);
        var before = (Handles: 0, Threads: 0);
        for (var turn = 0; turn < WarmUps + Times; turn++)
        {
            if (turn == WarmUps)
                before = Held();
            await PlugAndPullAsync();
        }

        var after = Held();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.InRange(after.Handles, 0, before.Handles + 2);
        Assert.InRange(after.Threads, 0, before.Threads + 4); // the runtime's own pool grows and shrinks
        LostNothingButTheGaps();
    }

    public void Dispose()
    {
        _bus.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task PlugAndPullAsync()
    {
        using (var adapter = new Pty())
        {
            File.CreateSymbolicLink(_name, adapter.Path);
            _plugged.Add(MonotonicTick.Now(Clock));
            for (var answer = 0; answer < AnswersEach; answer++)
            {
                await HearAsync(adapter);
                adapter.Send(Frames.Rtu(1, Frames.Register(_answered++)));
            }

            await HearAsync(adapter);
            File.Delete(_name);
            adapter.Send(Frames.Rtu(1, Frames.Register(0xDEAD))[..3]);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(15), Clock, TestContext.Current.CancellationToken);
    }

    // Nobody has the port open until the bus finds it.
    private static async Task HearAsync(Pty adapter)
    {
        var heard = 0;
        while (heard < 8)
        {
            if (adapter.TryReceive(8 - heard) is { Length: > 0 } bytes)
                heard += bytes.Length;
            else
                await Task.Delay(TimeSpan.FromMilliseconds(1), Clock, TestContext.Current.CancellationToken);
        }
    }

    private void LostNothingButTheGaps()
    {
        List<DevicePoll> polls = [];
        while (_reports.Reader.TryRead(out var report))
        {
            if (report is DevicePoll poll)
                polls.Add(poll);
        }

        var good = polls.Where(poll => poll.Readings[0].Quality == Quality.Good).ToList();
        Assert.Equal(Enumerable.Range(0, _answered).Select(value => (long)value), good.Select(poll => poll.Readings[0].Value));
        Assert.All(polls.Except(good), poll => Assert.Equal(0, poll.Readings[0].Value));

        // Between two adapters: the poll that broke, those of the gap, and after plugging at most the one that fell into the pause before the next try.
        for (var turn = 1; turn < _plugged.Count; turn++)
        {
            var first = good[turn * AnswersEach];
            var late = polls.Count(poll => poll.Readings[0].Quality != Quality.Good && poll.Asked > _plugged[turn] && poll.Asked < first.Asked);
            Assert.InRange(late, 0, 2);
            var last = good[(turn * AnswersEach) - 1];
            Assert.Contains(polls, poll => poll.Readings[0].Quality != Quality.Good && poll.Asked > last.Asked && poll.Asked < _plugged[turn]);
        }

        // While an adapter is plugged no poll fails.
        for (var index = 1; index < good.Count; index++)
        {
            if (index % AnswersEach != 0)
                Assert.Equal(1, polls.IndexOf(good[index]) - polls.IndexOf(good[index - 1]));
        }
    }

    private static (int Handles, int Threads) Held() =>
        (Directory.GetFiles("/proc/self/fd").Length, Directory.GetDirectories("/proc/self/task").Length);
}
