using System.Buffers.Binary;
using System.IO.Pipes;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using WeldExam.Drivers.Gpio;
using WeldExam.Drivers.Tests.Lines;
using WeldExam.Exam.Time;
using Xunit;

namespace WeldExam.Drivers.Tests.Gpio;

/// <summary>No test machine has a GPIO chip: what can be proved is that structures and numbers are those of the kernel's headers, that events are read
/// from a file as it gives them, and that its clock is ours.</summary>
public sealed partial class KernelGpioTests : IDisposable
{
    private const int EventLength = 48;

    private readonly AnonymousPipeServerStream _kernel = new(PipeDirection.Out);
    private readonly AnonymousPipeClientStream _ours;
    private readonly KernelEvents _events;

    public KernelGpioTests()
    {
        _ours = new(PipeDirection.In, _kernel.ClientSafePipeHandle);
        _events = new((int)_ours.SafePipeHandle.DangerousGetHandle());
    }

    [Fact]
    public async Task Structures_and_numbers_are_those_of_the_kernels_headers()
    {
        string[] ours =
        [
            $"GetLine {KernelGpio.GetLine}",
            $"GetValues {KernelGpio.GetValues}",
            $"LineValues {Unsafe.SizeOf<KernelGpio.LineValues>()} {OffsetOf<KernelGpio.LineValues>("Mask")}",
            $"LineAttribute {Unsafe.SizeOf<KernelGpio.LineAttribute>()} {OffsetOf<KernelGpio.LineAttribute>("Value")} {OffsetOf<KernelGpio.LineAttribute>("Mask")}",
            $"LineConfig {Unsafe.SizeOf<KernelGpio.LineConfig>()} {OffsetOf<KernelGpio.LineConfig>("AttributeCount")} {OffsetOf<KernelGpio.LineConfig>("Attributes")}",
            $"LineRequest {Unsafe.SizeOf<KernelGpio.LineRequest>()} {string.Join(' ', new[] { "Consumer", "Config", "LineCount", "EventBufferSize", "File" }.Select(OffsetOf<KernelGpio.LineRequest>))}",
            $"LineEvent {Unsafe.SizeOf<KernelGpio.LineEvent>()} {OffsetOf<KernelGpio.LineEvent>("Id")} {OffsetOf<KernelGpio.LineEvent>("Offset")} {OffsetOf<KernelGpio.LineEvent>("Number")}",
            $"MostLines {KernelGpio.MostLines}",
            $"MostAttributes {KernelGpio.MostAttributes}",
            $"Flags {KernelGpio.Input} {KernelGpio.RisingEdge} {KernelGpio.FallingEdge} {KernelGpio.PullUp} {KernelGpio.PullDown} {KernelGpio.NoBias}",
            $"FlagsAttribute {KernelGpio.FlagsAttribute}",
            $"Events {KernelGpio.EventRising} {KernelGpio.EventFalling}",
        ];
        Assert.Equal(ours, await KernelHeaders.FactsAsync("gpio_layout.c"));
    }

    [Fact]
    public void Edges_come_in_order_with_the_kernels_stamps_and_none_waits_when_the_file_is_empty()
    {
        Assert.False(_events.TryTake(out _));
        for (var number = 1U; number <= 40; number++) // more than are read at once
            Tell(number * 1_000_999UL, number % 2 == 1 ? 1U : 2U, line: 17, number);
        for (var number = 1; number <= 40; number++)
        {
            Assert.True(_events.TryTake(out var edge));
            Assert.Equal(new GpioEdge(17, new MonotonicTick(number * 1_000_999L / 1000), number % 2 == 1), edge);
        }

        Assert.False(_events.TryTake(out _));
        Assert.Equal(0, _events.Lost);
    }

    [Fact]
    public void Events_that_the_kernels_buffer_lost_are_counted()
    {
        Tell(1000, 1, 17, 1);
        Tell(2000, 1, 17, 5);
        Assert.True(_events.TryTake(out _) && _events.TryTake(out _));
        Assert.Equal(3, _events.Lost);
    }

    [Fact]
    public void A_chip_that_goes_an_edge_of_no_kind_and_half_an_event_are_broken_chips()
    {
        Tell(1000, 3, 17, 1);
        Assert.Throws<IOException>(() => _events.TryTake(out _));
        _kernel.Write(new byte[EventLength / 2]);
        Assert.Throws<IOException>(() => _events.TryTake(out _));
        _kernel.Dispose();
        Assert.Throws<IOException>(() => _events.TryTake(out _));
    }

    [Fact]
    public void The_kernels_clock_is_ours()
    {
        var before = MonotonicTick.Now(TimeProvider.System);
        Assert.Equal(0, ReadClock(Monotonic, out var now));
        var after = MonotonicTick.Now(TimeProvider.System);
        Assert.InRange((now.Seconds * 1_000_000) + (now.Nanoseconds / 1000), before.Microseconds, after.Microseconds);
    }

    [Fact]
    public void A_request_names_all_lines_both_edges_and_each_bias()
    {
        var request = KernelLines.RequestOf(new(new("panel"), [
            new(new("17"), 17) { Bias = GpioBias.PullUp }, new(new("27"), 27), new(new("5"), 5) { Bias = GpioBias.PullUp }, new(new("6"), 6) { Bias = GpioBias.PullDown }]));
        const ulong watched = KernelGpio.Input | KernelGpio.RisingEdge | KernelGpio.FallingEdge;
        Assert.Equal((4U, 17U, 27U, 5U, 6U), (request.LineCount, request.Offsets[0], request.Offsets[1], request.Offsets[2], request.Offsets[3]));
        Assert.Equal((watched | KernelGpio.PullUp, 2U), (request.Config.Flags, request.Config.AttributeCount));
        Assert.Equal((watched | KernelGpio.NoBias, 0b0010UL), (request.Config.Attributes[0].Value, request.Config.Attributes[0].Mask));
        Assert.Equal((watched | KernelGpio.PullDown, 0b1000UL), (request.Config.Attributes[1].Value, request.Config.Attributes[1].Mask));
        Assert.Equal("weldexam", Encoding.ASCII.GetString(((ReadOnlySpan<byte>)request.Consumer)[..8]));
        Assert.Equal(0, request.Consumer[31]);
    }

    [Fact]
    public void A_chip_that_is_not_there_or_is_none_is_named()
    {
        var bank = new GpioBank(new("panel"), [new(new("17"), 17)]);
        Assert.Contains("/dev/gpiochip250", Assert.Throws<IOException>(() => KernelLines.Open("/dev/gpiochip250", bank)).Message, StringComparison.Ordinal);
        Assert.Contains("/dev/null", Assert.Throws<IOException>(() => KernelLines.Open("/dev/null", bank)).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _ours.Dispose();
        _kernel.Dispose();
    }

    private static long OffsetOf<T>(string field) => Marshal.OffsetOf<T>(field).ToInt64();

    private void Tell(ulong nanoseconds, uint id, uint line, uint number)
    {
        Span<byte> told = stackalloc byte[EventLength];
        told.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(told, nanoseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(told[8..], id);
        BinaryPrimitives.WriteUInt32LittleEndian(told[12..], line);
        BinaryPrimitives.WriteUInt32LittleEndian(told[16..], number);
        BinaryPrimitives.WriteUInt32LittleEndian(told[20..], number);
        _kernel.Write(told);
    }

    private const int Monotonic = 1;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
