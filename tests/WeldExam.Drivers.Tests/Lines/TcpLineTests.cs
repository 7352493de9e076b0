using System.Net;
using System.Net.Sockets;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;
using Xunit;

namespace WeldExam.Drivers.Tests.Lines;

/// <summary>Against real loopback sockets and the real clock.</summary>
public sealed class TcpLineTests : IDisposable
{
    private static readonly TimeProvider Clock = TimeProvider.System;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TcpLine _line;

    public TcpLineTests()
    {
        _listener.Start();
        _line = new TcpLine("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port, Clock);
    }

    public void Dispose()
    {
        _line.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public async Task Bytes_pass_both_ways()
    {
        using var peer = await ConnectAsync();
        await _line.WriteAsync(new byte[] { 1, 2, 3 }, In(1000), default);
        var received = new byte[3];
        await peer.GetStream().ReadExactlyAsync(received);
        Assert.Equal([1, 2, 3], received);
        await peer.GetStream().WriteAsync(received);
        Assert.Equal(3, (await _line.ReadAsync(new byte[8], In(1000), default)).Count);
    }

    [Fact]
    public async Task Nothing_until_the_deadline_is_told_and_what_comes_later_is_kept()
    {
        using var peer = await ConnectAsync();
        Assert.Equal(LineEnd.Deadline, (await _line.ReadAsync(new byte[8], In(30), default)).End);
        await peer.GetStream().WriteAsync(new byte[] { 9 });
        Assert.Equal(1, (await _line.ReadAsync(new byte[8], In(1000), default)).Count);
    }

    [Fact]
    public async Task A_deadline_that_has_passed_still_takes_what_waits()
    {
        using var peer = await ConnectAsync();
        Assert.Equal(LineEnd.Deadline, (await _line.ReadAsync(new byte[8], In(-10), default)).End);
        await peer.GetStream().WriteAsync(new byte[] { 9 });
        await Task.Delay(20);
        Assert.Equal(1, (await _line.ReadAsync(new byte[8], In(-10), default)).Count);
    }

    [Fact]
    public async Task A_peer_that_closes_is_a_hang_up_and_the_line_opens_again()
    {
        (await ConnectAsync()).Dispose();
        Assert.Equal(LineEnd.Down, (await _line.ReadAsync(new byte[8], In(1000), default)).End);
        Assert.Equal(LineState.HungUp, _line.State);
        using var peer = await ConnectAsync();
        Assert.Equal(LineState.Open, _line.State);
    }

    [Fact]
    public async Task A_port_nobody_listens_on_is_down_with_the_cause()
    {
        _listener.Stop();
        var outcome = await _line.OpenAsync(In(1000), default);
        Assert.Equal(new LineOutcome(LineEnd.Down, 0, "cannot connect: ConnectionRefused"), outcome);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_let_go()
    {
        using var peer = await ConnectAsync();
        using var stop = new CancellationTokenSource(20);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _line.ReadAsync(new byte[8], In(10_000), stop.Token).AsTask());
    }

    private static MonotonicTick In(int milliseconds) => MonotonicTick.Now(Clock) + TimeSpan.FromMilliseconds(milliseconds);

    private async Task<TcpClient> ConnectAsync()
    {
        var accepting = _listener.AcceptTcpClientAsync();
        Assert.Equal(LineEnd.Done, (await _line.OpenAsync(In(1000), default)).End);
        return await accepting;
    }
}
