using System.Buffers.Binary;
using WeldExam.Simulators.Faults;
using WeldExam.Simulators.Wire;

namespace WeldExam.Simulators.Playback;

/// <summary>Answers as a capture says: the same question gets its next recorded answer, with the recorded delay, silence and damage included.
/// After the last one it begins again; a question that was never asked gets none.</summary>
internal sealed class PlaybackConversation(Recording recording, DeviceFaults faults, Random random) : IConversation
{
    private readonly List<byte> _heard = [];
    private readonly Queue<Outgoing> _answers = [];
    private int _next;

    public bool Take(ReadOnlySpan<byte> bytes)
    {
        _heard.AddRange(bytes);
        while (_heard.Count > 0 && !IsBeginning())
        {
            if (Find() is { } found)
                Answer(found);
            else
                _heard.RemoveAt(0); // not asked in the recording: noise, or another question
        }

        return true;
    }

    public void Quiet() => _heard.Clear();

    public bool TryAnswer(out Outgoing answer) => _answers.TryDequeue(out answer);

    private bool IsBeginning() =>
        Find() is null && recording.Exchanges.Any(exchange => _heard.Count < exchange.Request.Length && Fits(exchange.Request.Span[.._heard.Count]));

    private int? Find()
    {
        for (var i = 0; i < recording.Exchanges.Length; i++)
        {
            var at = (_next + i) % recording.Exchanges.Length;
            if (recording.Exchanges[at].Request.Length <= _heard.Count && Fits(recording.Exchanges[at].Request.Span))
                return at;
        }

        return null;
    }

    private bool Fits(ReadOnlySpan<byte> asked)
    {
        for (var i = recording.IsTcp ? 2 : 0; i < asked.Length; i++)
        {
            if (_heard[i] != asked[i])
                return false;
        }

        return true;
    }

    private void Answer(int at)
    {
        var exchange = recording.Exchanges[at];
        var asked = _heard.GetRange(0, exchange.Request.Length).ToArray();
        _heard.RemoveRange(0, asked.Length);
        _next = (at + 1) % recording.Exchanges.Length;
        var now = faults.TakeRequest();
        if (now.LeavesUnanswered)
            return;
        var before = TimeSpan.Zero;
        foreach (var answer in exchange.Answers)
        {
            var bytes = answer.Bytes.ToArray();
            if (recording.IsTcp && bytes.Length >= 2)
                Renumber(bytes, exchange.Request.Span, asked);
            _answers.Enqueue(now.Shape(bytes, random.Next(bytes.Length), () => [(byte)random.Next(256)], answer.After - before));
            before = answer.After;
        }
    }

    // A stray answer keeps its distance from the id that was asked.
    private static void Renumber(Span<byte> answer, ReadOnlySpan<byte> recorded, ReadOnlySpan<byte> asked)
    {
        var shift = BinaryPrimitives.ReadUInt16BigEndian(asked) - BinaryPrimitives.ReadUInt16BigEndian(recorded);
        BinaryPrimitives.WriteUInt16BigEndian(answer, (ushort)(BinaryPrimitives.ReadUInt16BigEndian(answer) + shift));
    }
}
