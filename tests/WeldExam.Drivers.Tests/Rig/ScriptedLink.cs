using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Tests.Rig;

/// <summary>A link whose transactions take 10 ms and fail as the script says; without script they are answered with <see cref="Content"/>.</summary>
internal sealed class ScriptedLink(TimeProvider clock) : IModbusLink
{
    private readonly Queue<ModbusFailureKind> _script = new();

    public string Name => "scripted";

    public int Asked { get; private set; }

    public List<MonotonicTick> AskedAt { get; } = [];

    public List<(ModbusPeer Peer, ModbusRequest Request)> Requests { get; } = [];

    public int InFlight { get; private set; }

    public int MostInFlight { get; private set; }

    public ModbusExceptionCode Exception { get; set; }

    public ModbusFailureKind? Always { get; set; }

    public byte[] Content { get; set; } = [0];

    public void Then(params ModbusFailureKind[] failures) => Array.ForEach(failures, _script.Enqueue);

    public async ValueTask<ModbusOutcome> AskAsync(
        ModbusPeer peer, ModbusRequest request, Memory<byte> content, MonotonicTick deadline, CancellationToken cancel)
    {
        Asked++;
        var asked = MonotonicTick.Now(clock);
        AskedAt.Add(asked);
        Requests.Add((peer, request));
        MostInFlight = Math.Max(MostInFlight, ++InFlight);
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), clock, cancel);
        }
        finally
        {
            InFlight--;
        }

        var failure = _script.TryDequeue(out var next) ? next : Always;
        if (failure == ModbusFailureKind.Exception)
            return ModbusOutcome.Refused(asked, MonotonicTick.Now(clock), Exception);
        if (failure is { } kind)
            return ModbusOutcome.Failed(asked, MonotonicTick.Now(clock), kind, "");
        var length = Math.Min(content.Length, Content.Length);
        Content.AsMemory(0, length).CopyTo(content);
        return ModbusOutcome.Answer(asked, MonotonicTick.Now(clock), length);
    }
}
