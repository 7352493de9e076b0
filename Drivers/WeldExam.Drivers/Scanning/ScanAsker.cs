using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Scanning;

/// <summary>The one way from a scan to the wire: nothing but harmless reads passes, and a setting is left only when nobody can still be
/// answering a question that was asked in it.</summary>
internal sealed class ScanAsker(Func<SerialSettings?, IModbusLink> links, TimeProvider clock) : IDisposable
{
    private readonly byte[] _content = new byte[ModbusReplies.LongestContent];
    private MonotonicTick _quietFrom = clock.Now();
    private SerialSettings? _settings;
    private IModbusLink? _link;

    /// <summary>Somebody else may have asked just now, and waits as long as <paramref name="step"/> does.</summary>
    public void AssumeAsked(ScanStep step) => _quietFrom = clock.Now() + step.Peer.LongestAnswer;

    public async ValueTask<ModbusReply> AskAsync(ScanStep step, CancellationToken cancel)
    {
        if (!ScanQuestions.IsHarmless(step.Question))
            throw new InvalidOperationException($"{step.Question.Function} is nothing that a scan may ask.");
        var link = await LinkOfAsync(step.Settings, cancel);
        var deadline = LineClock.Later(clock.Now(), _quietFrom) + step.ToAnswer;
        var outcome = await link.AskAsync(step.Peer, step.Question, _content, deadline, cancel);
        if (step.Settings is not null && outcome.Failure != ModbusFailureKind.NotAsked)
            _quietFrom = outcome.Asked + step.RequestOnWire + step.Peer.LongestAnswer;
        if (!outcome.IsAnswer && outcome.Failure == ModbusFailureKind.LinkDown)
            Drop(); // a link pauses before it opens its line again, a scan need not
        return outcome.ToReply(_content.ToArray());
    }

    public void Dispose() => Drop();

    private void Drop()
    {
        (_link as IDisposable)?.Dispose();
        _link = null;
    }

    private async ValueTask<IModbusLink> LinkOfAsync(SerialSettings? settings, CancellationToken cancel)
    {
        if (_link is not null && _settings == settings)
            return _link;

        // One and two stop bits understand each other: a late answer to the last question of the one would pass for the other's.
        await clock.UntilAsync(_quietFrom, cancel);
        Drop();
        _link = links(settings);
        _settings = settings;
        return _link;
    }
}
