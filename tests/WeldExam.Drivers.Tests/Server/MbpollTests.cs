using System.Text.RegularExpressions;
using WeldExam.Drivers.Tests.Peers;
using Xunit;

namespace WeldExam.Drivers.Tests.Server;

/// <summary>Our server against mbpoll, the tool that technicians have at hand.</summary>
public sealed partial class MbpollTests
{
    [Theory]
    [InlineData("tcp")]
    [InlineData("rtu")]
    public async Task Mbpoll_reads_and_writes_all_four_tables(string link)
    {
        await using var server = await ServedPeer.StartAsync(link);
        Assert.Equal(["1", "0", "1"], await ReadAsync(server, "-t0 -r0 -c3"));
        Assert.Equal(["0", "1"], await ReadAsync(server, "-t1 -r1 -c2"));
        Assert.Equal(["1000", "1001"], await ReadAsync(server, "-t3 -r0 -c2"));
        Assert.Equal(Enumerable.Range(1000, 125).Select(n => $"{n}"), await ReadAsync(server, "-t4 -r0 -c125"));

        await WriteAsync(server, "-t0 -r1", "1");
        await WriteAsync(server, "-t0 -r3", "1", "0", "1");
        await WriteAsync(server, "-t4 -r4", "4660");
        await WriteAsync(server, "-t4 -r5", "22136", "39612");
        Assert.Equal(["1", "1", "1", "1", "0", "1"], await ReadAsync(server, "-t0 -r0 -c6"));
        Assert.Equal(["0x1234", "0x5678", "0x9ABC"], await ReadAsync(server, "-t4:hex -r4 -c3"));
    }

    [Theory]
    [InlineData("-t4:int", "-559038737", 0xDEADBEEF)]
    [InlineData("-t4:float", "123.456", 0x42F6E979)]
    public async Task Mbpoll_s_numbers_of_two_registers_have_the_word_order_it_says(string format, string value, uint bits)
    {
        await using var server = await ServedPeer.StartAsync("tcp");
        foreach (var highWordFirst in (bool[])[false, true])
        {
            var order = highWordFirst ? " -B" : "";
            await WriteAsync(server, $"{format} -r10{order}", value);
            var (first, second) = ((uint)server.Bank.HoldingRegisters[10], (uint)server.Bank.HoldingRegisters[11]);
            Assert.Equal(bits, highWordFirst ? (first << 16) | second : (second << 16) | first);
            Assert.Equal([value], await ReadAsync(server, $"{format} -r10 -c1{order}"));
        }
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("rtu")]
    public async Task Mbpoll_names_the_exception(string link)
    {
        await using var server = await ServedPeer.StartAsync(link);
        Assert.Contains("Illegal data address", await RunAsync(server, "-t4 -r1999 -c2", []), StringComparison.Ordinal);
    }

    private static async Task<string[]> ReadAsync(ServedPeer server, string options)
    {
        var output = await RunAsync(server, options, []);
        var values = Value().Matches(output).Select(match => match.Groups["value"].Value).ToArray();
        Assert.True(values.Length > 0, output);
        return values;
    }

    private static async Task WriteAsync(ServedPeer server, string options, params string[] values)
    {
        var output = await RunAsync(server, options, values);
        Assert.Contains($"Written {values.Length} reference", output, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(ServedPeer server, string options, string[] values)
    {
        string[] where = server.Call is ["tcp", var port]
            ? ["-mtcp", $"-p{port}", "127.0.0.1"]
            : ["-mrtu", $"-b{server.Call[2]}", "-Pnone", server.Call[1]];
        string[] written = values.Length == 0 ? [] : ["--", .. values];
        using var mbpoll = PeerProgram.Start("/usr/bin/mbpoll", ["-1", "-0", "-a1", "-o2", .. options.Split(' '), .. where, .. written]);
        return await mbpoll.OutputAsync();
    }

    [GeneratedRegex(@"^\[\d+\]:\s+(?<value>[^\s(]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Value();
}
