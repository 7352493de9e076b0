using System.Collections.Immutable;
using System.Diagnostics;
using WeldExam.Drivers.Capture;
using Xunit;

namespace WeldExam.Drivers.Tests.Capture;

public sealed class CaptureExportTests
{
    private static readonly WallAnchor Anchor = new(new(10_000_000), new(2026, 3, 14, 2, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Text_has_a_line_for_each_frame_with_its_direction_and_microsecond()
    {
        ImmutableArray<CaptureRecord> records =
        [
            At(9_000_000, CaptureKind.Opened),
            At(9_000_100, CaptureKind.Sent, 1, 4, 0, 0, 0, 8, 0xF1, 0xCC),
            At(9_045_000, CaptureKind.Received, 1, 4, 0x10),
            At(9_048_000, CaptureKind.Received, 5, 0x40),
            At(9_060_000, CaptureKind.Received, 0xFF),
            new(new(9_500_000), CaptureKind.Down, "hung up:\nend of file"u8.ToArray()),
        ];
        Assert.Equal(
            """
            # weldexam capture 1
            # line /dev/ttyAMA0
            # zero 2026-03-14T01:59:59.000000Z
            0.000000 +
            0.000100 > 01 04 00 00 00 08 F1 CC
            0.045000 < 01 04 10 05 40
            0.060000 < FF
            0.500000 ! hung up: end of file

            """.ReplaceLineEndings("\n"),
            CaptureText.Of("/dev/ttyAMA0", records, Anchor, TimeSpan.FromMilliseconds(5)));
    }

    [Fact]
    public void Nothing_captured_is_a_capture_without_lines() =>
        Assert.Equal("# weldexam capture 1\n# line x\n", CaptureText.Of("x", [], Anchor, default));

    /// <summary>tcpdump checks lengths and check sums, and tells times and bytes as we meant them.</summary>
    [Fact]
    public async Task Tcpdump_reads_the_pcap_as_it_was_meant()
    {
        ImmutableArray<CaptureRecord> records =
        [
            At(10_000_000, CaptureKind.Sent, 0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 1),
            At(10_000_001, CaptureKind.Opened),
            At(10_250_000, CaptureKind.Sent, 0, 2, 0, 0, 0, 6, 1, 3, 0, 0, 0, 1),
            At(10_251_234, CaptureKind.Received, 0, 2, 0, 0, 0, 5, 1, 3, 2, 0x12, 0x34),
            At(11_000_000, CaptureKind.Down),
        ];
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, CapturePcap.Of(records, Anchor, 502), TestContext.Current.CancellationToken);
            var told = await TcpdumpAsync("-nn", "-vv", "-tttt", "-x", "-r", file);
            Assert.DoesNotContain("incorrect", told, StringComparison.Ordinal);
            Assert.DoesNotContain("bad", told, StringComparison.Ordinal);
            Assert.Equal(7, told.Split("(correct)").Length - 1);
            Assert.Contains("2026-03-14 02:00:00.251234", told, StringComparison.Ordinal);
            Assert.Contains("192.0.2.2.502 > 192.0.2.1.49153: Flags [P.]", told, StringComparison.Ordinal);
            Assert.Contains("seq 1:12, ack 13, win 65535, length 11", told, StringComparison.Ordinal);
            Assert.Contains("Flags [R.]", told, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static CaptureRecord At(long microseconds, CaptureKind kind, params byte[] bytes) => new(new(microseconds), kind, bytes);

    private static async Task<string> TcpdumpAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("tcpdump", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TZ"] = "UTC";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return told;
    }
}
