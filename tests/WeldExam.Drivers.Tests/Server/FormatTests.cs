using System.Buffers.Binary;
using System.Text;
using WeldExam.Drivers.Tests.Peers;
using Xunit;

namespace WeldExam.Drivers.Tests.Server;

/// <summary>What other programs mean by a number in registers: they write it to our server, and the registers are looked at.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData("tcp")]
    [InlineData("rtu")]
    public async Task Every_format_and_word_order_of_pymodbus_arrives(string link)
    {
        await using var server = await ServedPeer.StartAsync(link);
        using var client = await PeerProgram.Start("/usr/bin/python3", [PeerProgram.Script("modbus_client.py"), .. server.Call]).ReadyAsync();
        foreach (var (format, value, bytes) in (IEnumerable<(string, string, byte[])>)
        [
            ("u16", "48879", [0xBE, 0xEF]),
            ("s16", "-2", [0xFF, 0xFE]),
            ("u32", "3735928559", [0xDE, 0xAD, 0xBE, 0xEF]),
            ("s32", "-559038737", [0xDE, 0xAD, 0xBE, 0xEF]),
            ("u64", "1311768467294899695", [0x12, 0x34, 0x56, 0x78, 0x90, 0xAB, 0xCD, 0xEF]),
            ("s64", "-2", [.. Enumerable.Repeat((byte)0xFF, 7), 0xFE]),
            ("float", "123.456", Big(4, span => BinaryPrimitives.WriteSingleBigEndian(span, 123.456f))),
            ("double", "-0.1", Big(8, span => BinaryPrimitives.WriteDoubleBigEndian(span, -0.1))),
        ])
        {
            foreach (var lowWordFirst in (bool[])[false, true])
            {
                Assert.Equal("ok", await client.AskAsync($"put {format} big {(lowWordFirst ? "little" : "big")} 20 {value}"));
                Assert.Equal((format, Convert.ToHexString(Ordered(bytes, lowWordFirst))), (format, Registers(server, 20, bytes.Length / 2)));
            }
        }

        Assert.Equal("ok", await client.AskAsync("put string big big 20 WELD01"));
        Assert.Equal(Convert.ToHexString(Encoding.ASCII.GetBytes("WELD01")), Registers(server, 20, 3));
    }

    // Which name stands for which order changed between versions of libmodbus; that each arrives as it was meant does not.
    [Fact]
    public async Task Every_byte_order_of_a_float_by_libmodbus_arrives()
    {
        await using var server = await ServedPeer.StartAsync("tcp");
        using var client = await PeerProgram.Start(await PeerProgram.LibmodbusAsync(), ["client", .. server.Call]).ReadyAsync();
        var seen = new HashSet<string>();
        foreach (var order in (string[])["abcd", "dcba", "badc", "cdab"])
        {
            var said = await client.AskAsync($"float {order} 30 123.456");
            Assert.Equal($"ok {server.Bank.HoldingRegisters[30]} {server.Bank.HoldingRegisters[31]}", said);
            seen.Add(Registers(server, 30, 2));
        }

        Assert.Equal(["42F6E979", "79E9F642", "E97942F6", "F64279E9"], seen.Order(StringComparer.Ordinal));
    }

    private static byte[] Ordered(byte[] bytes, bool lowWordFirst) =>
        lowWordFirst ? [.. bytes.Chunk(2).Reverse().SelectMany(word => word)] : bytes;

    private static byte[] Big(int length, Action<byte[]> write)
    {
        var bytes = new byte[length];
        write(bytes);
        return bytes;
    }

    private static string Registers(ServedPeer server, int at, int count) =>
        string.Concat(server.Bank.HoldingRegisters.Skip(at).Take(count).Select(register => $"{register:X4}"));
}
