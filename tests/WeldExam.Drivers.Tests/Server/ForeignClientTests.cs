using WeldExam.Drivers.Tests.Peers;
using Xunit;

namespace WeldExam.Drivers.Tests.Server;

/// <summary>Our server against clients in other languages, over real sockets and real pseudo terminals.</summary>
public sealed class ForeignClientTests
{
    public static TheoryData<string, string> Clients => new()
    {
        { "libmodbus", "tcp" }, { "libmodbus", "rtu" }, { "pymodbus", "tcp" }, { "pymodbus", "rtu" }, { "pymodbus", "ascii" },
    };

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Every_function_is_served(string program, string link)
    {
        await using var server = await ServedPeer.StartAsync(link);
        using var client = await ClientAsync(program, server.Call);
        Assert.Equal("ok 1 0 1 0 1", await client.AskAsync("1 0 5"));
        Assert.Equal("ok 0 1 0 1 0", await client.AskAsync("2 1 5"));
        Assert.Equal("ok 1004 1005", await client.AskAsync("3 4 2"));
        Assert.Equal("ok 1000", await client.AskAsync("4 0 1"));
        Assert.StartsWith("ok", await client.AskAsync("5 1 1"), StringComparison.Ordinal);
        Assert.StartsWith("ok", await client.AskAsync("6 4 4660"), StringComparison.Ordinal);
        Assert.Equal("ok", await client.AskAsync("15 2 0 1 0 1 0 1 0 1 0 1"));
        Assert.Equal("ok", await client.AskAsync("16 5 22136 39612"));
        Assert.Equal("ok 1 1 0 1 0 1 0 1 0 1 0 1 1", await client.AskAsync("1 0 13"));
        Assert.Equal("ok 4660 22136 39612", await client.AskAsync("3 4 3"));
        Assert.StartsWith("ok", await client.AskAsync($"22 4 {0x00F2} {0x0025}"), StringComparison.Ordinal);
        Assert.Equal($"ok {(0x1234 & 0xF2) | (0x25 & ~0xF2)}", await client.AskAsync("3 4 1"));
        Assert.Equal("ok 1010 7 8 1013", await client.AskAsync("23 10 4 11 7 8"));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Counts_at_and_below_the_limits_are_served(string program, string link)
    {
        await using var server = await ServedPeer.StartAsync(link);
        using var client = await ClientAsync(program, server.Call);
        foreach (var count in (int[])[1, 7, 8, 9, 1999, 2000])
        {
            Assert.Equal(Values(count, n => 1 - (n % 2)), await client.AskAsync($"1 0 {count}"));
            Assert.Equal(Values(count, n => 1 - (n % 2)), await client.AskAsync($"2 0 {count}"));
        }

        foreach (var count in (int[])[1, 124, 125])
        {
            Assert.Equal(Values(count, n => 1000 + n), await client.AskAsync($"3 0 {count}"));
            Assert.Equal(Values(count, n => 1000 + n), await client.AskAsync($"4 0 {count}"));
        }

        foreach (var count in (int[])[1, 1967, 1968])
        {
            Assert.Equal("ok", await client.AskAsync($"15 0 {string.Join(' ', Enumerable.Repeat(1, count))}"));
            Assert.True(server.Bank.Coils.Take(count).All(coil => coil) && server.Bank.Coils[1969] == false);
        }

        foreach (var count in (int[])[1, 122, 123])
        {
            Assert.Equal("ok", await client.AskAsync($"16 200 {string.Join(' ', Enumerable.Range(5000, count))}"));
            Assert.Equal(5000 + count - 1, server.Bank.HoldingRegisters[200 + count - 1]);
        }

        foreach (var count in (int[])[1, 120, 121])
            Assert.Equal(Values(125, n => n < count ? 7000 + n : 1400 + n), await client.AskAsync($"23 400 125 400 {string.Join(' ', Enumerable.Range(7000, count))}"));
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("rtu")]
    public async Task What_is_beyond_the_limits_is_refused_with_the_standard_s_exception(string link)
    {
        await using var server = await ServedPeer.StartAsync(link);
        using var client = await ClientAsync("libmodbus", server.Call);
        foreach (var (request, exception) in (IEnumerable<(string, string)>)
        [
            ("01000007D1", "8103"), ("0100000000", "8103"), ("02000007D1", "8203"), ("030000007E", "8303"), ("040000007E", "8403"),
            ("0307CF0002", "8302"), ("0407D00001", "8402"), ("0107CF0002", "8102"), ("03FFFF0002", "8302"),
            ("050000FF01", "8503"), ("0507D0FF00", "8502"), ("0607D00001", "8602"), ("06076C0001", "8602"),
            ("0F000007B1F7" + new string('0', 2 * 0xF7), "8F03"), ("0F0000000901FF", "8F03"),
            ("100000007CF6" + new string('0', 2 * 0xF6), "9003"), ("1007CF000204AAAABBBB", "9002"), ("10076B000204AAAABBBB", "9002"),
            ("1607D0FFFF0000", "9602"), ("17000000010000007AF2" + new string('0', 2 * 0xF2), "9703"), ("170000007E0000000102AAAA", "9703"),
            ("170000000107D0000102AAAA", "9702"), ("1707D000010000000102AAAA", "9702"),
            ("2B0E0500", "AB03"), ("2B0E0409", "AB02"), ("2B0D0100", "AB01"), ("07", "8701"), ("4100", "C101"),
        ])
            Assert.Equal((request, $"exception {int.Parse(exception[2..])}"), (request, Plain(await client.AskAsync($"raw {request}"))));
        Assert.Equal("ok 1000 1001", await client.AskAsync("3 0 2"));

        // libmodbus hands over a refusal's bytes or names it, depending on the function.
        string Plain(string said) => said.Length == 7 && said.StartsWith("ok ", StringComparison.Ordinal) ? $"exception {int.Parse(said[5..])}" : said;
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("rtu")]
    [InlineData("ascii")]
    public async Task The_identification_is_told_in_as_many_answers_as_it_takes(string link)
    {
        await using var server = await ServedPeer.StartAsync(link);
        using var client = await ClientAsync("pymodbus", server.Call);
        Assert.Equal("ok 0=WeldExam 1=TEST 2=1.0", await client.AskAsync("43 1 0"));
        var all = $"ok 0=WeldExam 1=TEST 2=1.0 5={new string('M', 200)} 6={new string('U', 200)}";
        Assert.Equal(all, await client.AskAsync("43 2 0"));
        Assert.Equal(all, await client.AskAsync("43 3 0"));
        Assert.Equal("ok 1=TEST", await client.AskAsync("43 4 1"));
        Assert.Equal("exception 2", await client.AskAsync("43 4 9"));
    }

    private static string Values(int count, Func<int, int> value) => $"ok {string.Join(' ', Enumerable.Range(0, count).Select(value))}";

    private static async Task<PeerProgram> ClientAsync(string program, string[] call)
    {
        var client = program == "libmodbus"
            ? PeerProgram.Start(await PeerProgram.LibmodbusAsync(), ["client", .. call])
            : PeerProgram.Start("/usr/bin/python3", [PeerProgram.Script("modbus_client.py"), .. call]);
        return await client.ReadyAsync();
    }
}
