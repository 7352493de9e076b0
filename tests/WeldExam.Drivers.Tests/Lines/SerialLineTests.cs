using System.Diagnostics;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;
using Xunit;

namespace WeldExam.Drivers.Tests.Lines;

/// <summary>Against real pseudo terminals and the real clock: what is tested here is the kernel's behaviour.</summary>
public sealed class SerialLineTests : IDisposable
{
    private static readonly TimeProvider Clock = TimeProvider.System;
    private readonly Pty _pty = new();
    private readonly SerialLine _line;

    public SerialLineTests() => _line = new SerialLine(_pty.Path, new SerialSettings { Baud = 115200 }, Clock);

    public void Dispose()
    {
        _line.Dispose();
        _pty.Dispose();
    }

    [Fact]
    public async Task Bytes_pass_unchanged_both_ways()
    {
        await OpenAsync();
        var all = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        Assert.Equal(LineEnd.Done, (await _line.WriteAsync(all, In(1000), default)).End);
        Assert.Equal(all, _pty.Receive(256));
        _pty.Send(all);
        Assert.Equal(all, await ReadAsync(256));
    }

    [Fact]
    public async Task An_answer_is_seen_within_a_few_milliseconds()
    {
        await OpenAsync();
        var delays = new List<double>();
        for (var turn = 0; turn < 50; turn++)
        {
            var reading = _line.ReadAsync(new byte[1], In(1000), default).AsTask();
            await Task.Delay(3);
            var sent = Stopwatch.GetTimestamp();
            _pty.Send(1);
            Assert.Equal(1, (await reading).Count);
            delays.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        // The median, for the machine under the test may be busy.
        Assert.InRange(delays.Order().ElementAt(delays.Count / 2), 0, 2);
    }

    [Fact]
    public async Task Nothing_until_the_deadline_is_told_at_the_deadline()
    {
        await OpenAsync();
        var deadline = In(30);
        Assert.Equal(LineEnd.Deadline, (await _line.ReadAsync(new byte[8], deadline, default)).End);
        Assert.True(MonotonicTick.Now(Clock) >= deadline);
    }

    [Fact]
    public async Task A_deadline_that_has_passed_still_takes_what_waits()
    {
        await OpenAsync();
        _pty.Send(7);
        Assert.Equal(1, (await _line.ReadAsync(new byte[8], In(-10), default)).Count);
        Assert.Equal(LineEnd.Deadline, (await _line.ReadAsync(new byte[8], In(-10), default)).End);
    }

    [Fact]
    public async Task A_hang_up_is_seen_while_waiting()
    {
        await OpenAsync();
        var reading = _line.ReadAsync(new byte[8], In(5000), default).AsTask();
        _pty.HangUp();
        var outcome = await reading;
        Assert.Equal((LineEnd.Down, LineState.HungUp), (outcome.End, _line.State));
        Assert.StartsWith("hung up", outcome.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_hang_up_writing_is_refused_and_closing_returns()
    {
        await OpenAsync();
        await _line.WriteAsync(new byte[100], In(100), default);
        _pty.HangUp();
        Assert.Equal(LineEnd.Down, (await _line.WriteAsync(new byte[100], In(100), default)).End);
        Assert.Equal(LineState.HungUp, _line.State);
        var closing = Task.Run(_line.Close);
        await closing.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Closing_returns_with_bytes_that_nobody_takes()
    {
        await OpenAsync();
        while ((await _line.WriteAsync(new byte[4096], In(20), default)).End == LineEnd.Done)
        {
        }

        await Task.Run(_line.Close).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(LineState.Closed, _line.State);
    }

    [Fact]
    public async Task A_port_in_use_is_refused_with_the_cause()
    {
        await OpenAsync();
        using var second = new SerialLine(_pty.Path, new SerialSettings(), Clock);
        var outcome = await second.OpenAsync(In(100), default);
        Assert.Equal(LineEnd.Down, outcome.End);
        Assert.NotEmpty(outcome.Cause);
    }

    [Fact]
    public async Task A_line_can_be_opened_again_after_it_was_closed()
    {
        await OpenAsync();
        _line.Close();
        Assert.Equal(LineEnd.Down, (await _line.ReadAsync(new byte[1], In(10), default)).End);
        await OpenAsync();
        _pty.Send(5);
        Assert.Equal([5], await ReadAsync(1));
    }

    [Fact]
    public async Task What_was_not_read_can_be_thrown_away()
    {
        await OpenAsync();
        _pty.Send(1, 2, 3);
        _line.Discard();
        Assert.Equal(LineEnd.Deadline, (await _line.ReadAsync(new byte[8], In(20), default)).End);
    }

    [Fact]
    public async Task A_port_that_is_not_there_is_down_with_the_cause()
    {
        using var none = new SerialLine("/dev/weldexam-none", new SerialSettings(), Clock);
        Assert.Contains("No such file", (await none.OpenAsync(In(100), default)).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_no_port_has_is_refused() =>
        Assert.Throws<ArgumentException>(() => new SerialLine("x", new SerialSettings { Baud = 299 }, Clock));

    [Theory]
    [InlineData(12_345)]
    [InlineData(250_000)]
    public async Task A_speed_without_a_code_of_its_own_is_set(int baud)
    {
        using var line = new SerialLine(_pty.Path, new SerialSettings { Baud = baud }, Clock);
        Assert.Equal(LineEnd.Done, (await line.OpenAsync(In(100), default)).End);
        Assert.Equal(baud, _pty.Baud());
    }

    [Fact]
    public async Task A_port_that_cannot_turn_a_bus_says_so()
    {
        using var line = new SerialLine(_pty.Path, new SerialSettings { Rs485 = new() }, Clock);
        var outcome = await line.OpenAsync(In(100), default);
        Assert.Equal(LineEnd.Down, outcome.End);
        Assert.StartsWith("cannot turn an RS-485 bus", outcome.Cause, StringComparison.Ordinal);
    }

    // A pseudo terminal forces eight bits without parity; what it keeps is what can be seen here.
    [Theory]
    [InlineData(9600, 2, SerialParity.None, 0xD, 0x40)]
    [InlineData(19200, 1, SerialParity.Odd, 0xE, 0x200)]
    [InlineData(115200, 1, SerialParity.Even, 0x1002, 0)]
    public async Task The_port_is_raw_and_set_as_asked(int baud, int stopBits, SerialParity parity, uint speed, uint control)
    {
        using var line = new SerialLine(_pty.Path, new SerialSettings { Baud = baud, Parity = parity, StopBits = stopBits }, Clock);
        Assert.Equal(LineEnd.Done, (await line.OpenAsync(In(100), default)).End);
        var settings = _pty.Settings();
        Assert.Equal((0u, 0u, speed), (settings.Output, settings.Local, settings.Speed));
        Assert.Equal(control, settings.Control & 0x240);
        Assert.Equal(0x8B0u, settings.Control & 0x8B0);
    }

    private static MonotonicTick In(int milliseconds) => MonotonicTick.Now(Clock) + TimeSpan.FromMilliseconds(milliseconds);

    private async Task OpenAsync() => Assert.Equal(LineOutcome.Done(0), await _line.OpenAsync(In(1000), default));

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new List<byte>();
        var buffer = new byte[512];
        while (bytes.Count < count)
        {
            var outcome = await _line.ReadAsync(buffer, In(1000), default);
            Assert.Equal(LineEnd.Done, outcome.End);
            bytes.AddRange(buffer[..outcome.Count]);
        }

        return [.. bytes];
    }
}
