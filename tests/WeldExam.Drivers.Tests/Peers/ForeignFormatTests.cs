using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using Xunit;
using ChannelKind = WeldExam.Drivers.Profiles.ChannelKind;

namespace WeldExam.Drivers.Tests.Peers;

/// <summary>What other programs mean by a number in registers: pymodbus writes it in each format and order into a server of another language,
/// our planner plans the reads, our client reads it back and the profile's decoder says what it is.</summary>
public sealed class ForeignFormatTests
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    // Format, value as it is written, channel's exponent, value as it is decoded.
    private static readonly (RegisterFormat Format, string Written, int Exponent, long Decoded)[] Numbers =
    [
        (RegisterFormat.U16, "48879", 0, 48879), (RegisterFormat.S16, "-2", 0, -2),
        (RegisterFormat.U32, "3735928559", 0, 3735928559), (RegisterFormat.S32, "-559038737", 0, -559038737),
        (RegisterFormat.U64, "1311768467294899695", 0, 1311768467294899695), (RegisterFormat.S64, "-1311768467294899695", 0, -1311768467294899695),
        (RegisterFormat.Float, "123.456", -3, 123456), (RegisterFormat.Double, "-0.1", -6, -100000),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("libmodbus")]
    [InlineData("pymodbus")]
    public async Task Every_format_and_order_is_decoded_as_it_was_written(string program)
    {
        var port = PeerProgram.FreePort();
        using var server = await ServerAsync(program, port);
        List<ChannelProfile> channels = [];
        var expected = new Dictionary<string, long>();
        using (var writer = await PeerProgram.Start("/usr/bin/python3", PeerProgram.Script("modbus_client.py"), "tcp", $"{port}").ReadyAsync())
        {
            foreach (var (format, written, exponent, decoded) in Numbers)
            {
                foreach (var bytes in Enum.GetValues<ByteOrder>())
                {
                    foreach (var words in Enum.GetValues<WordOrder>())
                    {
                        var channel = Channel(channels, $"{format}-{bytes}-{words}", format) with { ByteOrder = bytes, WordOrder = words, Scale = new(1, exponent, Rounding.Nearest) };
                        channels.Add(channel);
                        expected[channel.Name.Value] = decoded;
                        Assert.Equal("ok", await writer.AskAsync($"put {format} {(bytes == ByteOrder.HighFirst ? "big" : "little")} {(words == WordOrder.HighFirst ? "big" : "little")} {channel.Address} {written}".ToLowerInvariant()));
                    }
                }
            }

            foreach (var (channel, registers, decoded) in Others)
            {
                var placed = channel with { Address = (ushort)channels.Max(before => before.Area.End) };
                channels.Add(placed);
                expected[placed.Name.Value] = decoded;
                Assert.Equal("ok", await writer.AskAsync($"16 {placed.Address} {string.Join(' ', registers)}"));
            }

            Assert.Equal("ok", await writer.AskAsync("put string big big 500 WELD01"));
        }

        using var link = new ModbusTcpLink(new TcpLine("127.0.0.1", port, Clock), new ModbusLinkOptions(), new Random(1), Clock, NullLogger<ModbusTcpLink>.Instance);
        var device = new ModbusDevice(link, new ModbusPeer(new DeviceName("peer"), 1) { ResponseTimeout = TimeSpan.FromSeconds(2) }, Clock);
        var profile = Drawn.Profile(ReadLimits.Protocol, channels);
        var plan = ReadPlanner.Plan(profile, channels, profile.Poll.Period);
        foreach (var read in plan)
        {
            var content = await ReadAsync(device, read.Block);
            foreach (var channel in read.Channels)
                Assert.Equal((channel.Name, expected[channel.Name.Value], Quality.Good), Named(channel, ChannelDecoder.Decode(channel, read.Block, content)));
        }

        Assert.Equal(channels.Count, plan.Sum(read => read.Channels.Length));
        var text = Channel([], "model", RegisterFormat.String) with { Kind = ChannelKind.Text, Address = 500, Length = 3 };
        var block = new ReadBlock(RegisterKind.Holding, 500, 3);
        Assert.Equal("WELD01", ChannelDecoder.DecodeText(text, block, await ReadAsync(device, block)));
    }

    [Theory]
    [InlineData("libmodbus")]
    [InlineData("pymodbus")]
    public async Task Bits_and_as_many_registers_as_one_read_carries_and_one_more_are_decoded(string program)
    {
        var port = PeerProgram.FreePort();
        using var server = await ServerAsync(program, port);
        using var link = new ModbusTcpLink(new TcpLine("127.0.0.1", port, Clock), new ModbusLinkOptions(), new Random(1), Clock, NullLogger<ModbusTcpLink>.Instance);
        var device = new ModbusDevice(link, new ModbusPeer(new DeviceName("peer"), 1) { ResponseTimeout = TimeSpan.FromSeconds(2) }, Clock);

        // Both servers hold 1000 + n in holding register n, and bits that alternate beginning with 1.
        foreach (var (count, reads) in (IEnumerable<(int, int)>)[(124, 1), (125, 1), (126, 2), (250, 2), (251, 3)])
        {
            var read = await AllAsync(device, reads, Enumerable.Range(0, count).Select(number => Drawn.Register($"tag-{number}", number) with { From = RegisterKind.Holding }));
            Assert.Equal(Enumerable.Range(1000, count).Select(value => (long)value), read);
        }

        foreach (var (from, count, reads) in (IEnumerable<(RegisterKind, int, int)>)[(RegisterKind.Coil, 1999, 1), (RegisterKind.Coil, 2000, 1), (RegisterKind.Discrete, 2000, 1)])
        {
            var read = await AllAsync(device, reads, Enumerable.Range(0, count).Select(number => Drawn.Register($"bit-{number}", number) with { From = from, Kind = ChannelKind.Digital, Format = RegisterFormat.Bits }));
            Assert.Equal(Enumerable.Range(0, count).Select(number => 1L - (number % 2)), read);
        }
    }

    private static IEnumerable<(ChannelProfile Channel, ushort[] Registers, long Decoded)> Others =>
    [
        (Channel([], "bcd-4", RegisterFormat.Bcd), [0x1234], 1234),
        (Channel([], "bcd-8", RegisterFormat.Bcd) with { Length = 2 }, [0x1234, 0x5678], 12345678),
        (Channel([], "bcd-8-low", RegisterFormat.Bcd) with { Length = 2, WordOrder = WordOrder.LowFirst }, [0x5678, 0x1234], 12345678),
        (Channel([], "bcd-16", RegisterFormat.Bcd) with { Length = 4 }, [0x1234, 0x5678, 0x9012, 0x3456], 1234567890123456),
        (Channel([], "field", RegisterFormat.Bits) with { Mask = 0x0FF0 }, [0xABCD], 0xBC),
        (Channel([], "field-swapped", RegisterFormat.Bits) with { Mask = 0x00FF, ByteOrder = ByteOrder.LowFirst }, [0xABCD], 0xAB),
        (Channel([], "bit-3", RegisterFormat.Bits) with { Kind = ChannelKind.Digital, Bit = 3 }, [0x0008], 1),
        (Channel([], "bit-closed", RegisterFormat.Bits) with { Kind = ChannelKind.Digital, Bit = 15, Polarity = Polarity.NormallyClosed }, [0x8000], 0),
    ];

    private static ChannelProfile Channel(List<ChannelProfile> before, string name, RegisterFormat format) => Drawn.Register(name, before.Count == 0 ? 0 : before.Max(channel => channel.Area.End), format: format) with
    {
        From = RegisterKind.Holding, Valid = null,
    };

    private static (ChannelName Name, long Value, Quality Quality) Named(ChannelProfile channel, (long Value, Quality Quality) decoded) => (channel.Name, decoded.Value, decoded.Quality);

    private static async Task<List<long>> AllAsync(ModbusDevice device, int reads, IEnumerable<ChannelProfile> channels)
    {
        var profile = Drawn.Profile(ReadLimits.Protocol, channels);
        var plan = ReadPlanner.Plan(profile, profile.Channels, profile.Poll.Period);
        Assert.Equal(reads, plan.Length);
        List<long> values = [];
        foreach (var read in plan)
        {
            var content = await ReadAsync(device, read.Block);
            values.AddRange(read.Channels.Select(channel => ChannelDecoder.Decode(channel, read.Block, content).Value));
        }

        return values;
    }

    private static async Task<byte[]> ReadAsync(ModbusDevice device, ReadBlock block) =>
        Assert.IsType<ModbusAnswer>(await device.ReadAsync(block.Request, MonotonicTick.Now(Clock) + TimeSpan.FromSeconds(5), Stop)).Content.ToArray();

    // Neither waits for who comes next; libmodbus's serves one at a time.
    private static async Task<PeerProgram> ServerAsync(string program, int port)
    {
        var server = program == "libmodbus"
            ? PeerProgram.Start(await PeerProgram.LibmodbusAsync(), "server", "tcp", $"{port}")
            : PeerProgram.Start("/usr/bin/python3", PeerProgram.Script("modbus_server.py"), "tcp", $"{port}");
        for (var turn = 0; turn < 60; turn++)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync("127.0.0.1", port, Stop);
                return server;
            }
            catch (SocketException)
            {
                await Task.Delay(100, Stop);
            }
        }

        server.Dispose();
        throw new TimeoutException($"{program} does not listen.");
    }
}
