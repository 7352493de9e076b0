using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MQTTnet;
using MQTTnet.Exceptions;
using WeldExam.Uplink.Link;
using WeldExam.Uplink.Tests.Fixtures;

namespace WeldExam.Uplink.Tests;

/// <summary>What a publish comes to when the link goes under it. Whoever sends cancels as soon as the loss is noticed, and the library's fault may come after that.</summary>
public sealed class MqttBrokerLinkTests : IDisposable
{
    private readonly CancellationTokenSource _sender = new();
    private readonly FakeTimeProvider _clock = new();

    public static TheoryData<Exception> Faults =>
    [
        new MqttCommunicationException("the peer went"),
        new MqttClientNotConnectedException(),
        new IOException("broken pipe"),
        new ObjectDisposedException("socket"),
        new InvalidOperationException("the pipe is closed"),
    ];

    /// <summary>This once ended the whole gateway: a fault that came after the cancellation was taken for a bug.</summary>
    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task A_fault_that_comes_after_the_sender_gave_up_is_the_loss_and_nothing_more(Exception fault)
    {
        await using var link = await ConnectedAsync(() =>
        {
            GiveUp();
            return Task.FromException<MqttClientPublishResult>(fault);
        });
        Assert.Equal(PublishOutcome.Lost, await link.PublishAsync(new("a/b", default), _sender.Token));
        Assert.True(link.Lost.IsCancellationRequested);
    }

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task A_fault_before_that_is_the_loss_too(Exception fault)
    {
        await using var link = await ConnectedAsync(() => Task.FromException<MqttClientPublishResult>(fault));
        Assert.Equal(PublishOutcome.Lost, await link.PublishAsync(new("a/b", default), _sender.Token));
        Assert.True(link.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Who_gives_up_himself_is_told_so()
    {
        await using var link = await ConnectedAsync(() =>
        {
            GiveUp();
            return new TaskCompletionSource<MqttClientPublishResult>().Task;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await link.PublishAsync(new("a/b", default), _sender.Token));
    }

    [Fact]
    public async Task What_is_no_fault_of_a_link_goes_up()
    {
        await using var link = await ConnectedAsync(() => Task.FromException<MqttClientPublishResult>(new NotSupportedException("a bug")));
        await Assert.ThrowsAsync<NotSupportedException>(async () => await link.PublishAsync(new("a/b", default), _sender.Token));
    }

    [Fact]
    public async Task An_acknowledgement_that_never_comes_gives_the_link_up_at_its_limit()
    {
        await using var link = await ConnectedAsync(() => new TaskCompletionSource<MqttClientPublishResult>().Task);
        var publishing = link.PublishAsync(new("a/b", default), _sender.Token).AsTask();
        _clock.Advance(Options.AcknowledgementLimit - TimeSpan.FromMilliseconds(1));
        Assert.False(publishing.IsCompleted);
        Assert.False(link.Lost.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(PublishOutcome.Lost, await publishing);
        Assert.True(link.Lost.IsCancellationRequested);
    }

    public void Dispose() => _sender.Dispose();

    private static MqttLinkOptions Options { get; } = new() { Host = "nowhere.invalid", ClientId = "box-1" };

    /// <summary>At once and on this thread: the fault must find the token cancelled.</summary>
    private void GiveUp() => _sender.Cancel();

    private async Task<MqttBrokerLink> ConnectedAsync(Func<Task<MqttClientPublishResult>> publish)
    {
        var link = new MqttBrokerLink(Options, _clock, NullLogger<MqttBrokerLink>.Instance, () => new FailingClient(publish));
        Assert.Equal(ConnectOutcome.Connected, await link.ConnectAsync(new([], null), TestContext.Current.CancellationToken));
        return link;
    }
}
