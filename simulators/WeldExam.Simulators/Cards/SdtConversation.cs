using WeldExam.Simulators.Faults;
using WeldExam.Simulators.Wire;

namespace WeldExam.Simulators.Cards;

/// <summary>The reader's side of the serial line: requests are found by their preamble, whatever stands before it.</summary>
internal sealed class SdtConversation(IdCardReader reader, DeviceFaults faults, Timeline timeline, Random random) : IConversation
{
    private const int HeaderLength = 7;
    private readonly List<byte> _heard = [];
    private readonly Queue<Asked> _asked = [];
    private Asked? _reading;

    public bool Take(ReadOnlySpan<byte> bytes)
    {
        _heard.AddRange(bytes);
        while (TryCut(out var body))
            _asked.Enqueue(body);
        return true;
    }

    public void Quiet() => _heard.Clear();

    /// <summary>A read is answered in two turns: an empty send that waits while the chip is read, then what became of it.</summary>
    public bool TryAnswer(out Outgoing answer)
    {
        if (_reading is { } reading)
        {
            _reading = null;
            return Settle(reading, out answer);
        }

        while (_asked.TryDequeue(out var asked))
        {
            if (asked.Command == 0x30 && timeline.Enter(() => reader.Card) is not null)
            {
                _reading = asked;
                answer = new Outgoing(default, reader.ReadTime, IsLate: false);
                return true;
            }

            if (Settle(asked, out answer))
                return true;
        }

        answer = default;
        return false;
    }

    private bool Settle(Asked asked, out Outgoing answer)
    {
        answer = default;
        var met = faults.TakeRequest();
        if (met.LeavesUnanswered)
            return TryAnswer(out answer);
        var frame = timeline.Enter(() => Frame(asked, met));
        answer = met.Shape(frame, SdtFrame.Preamble.Length + 2 + random.Next(frame.Length - SdtFrame.Preamble.Length - 2), Junk, TimeSpan.Zero);
        return true;
    }

    private byte[] Frame(Asked asked, FaultsOfRequest met)
    {
        if (asked.Refusal is { } refusal)
            return SdtFrame.Make(IdCardReader.Status(refusal));
        if (met.Find<Fault.Refusing>() is { } refusing)
            return SdtFrame.Make([0, 0, refusing.Code]);
        var frame = SdtFrame.Make(reader.Answer(asked.Command, asked.Parameter));
        if (asked.Command != 0x30 || frame.Length < 1000)
            return frame;
        if (reader.LeftHalfWay(asked.Command))
            return frame[..(frame.Length / 2)];
        reader.NoteRead();
        return frame;
    }

    private bool TryCut(out Asked asked)
    {
        asked = default;
        var heard = _heard.ToArray().AsSpan();
        var start = heard.IndexOf(SdtFrame.Preamble);
        if (start < 0)
            return false;
        heard = heard[start..];
        if (heard.Length < HeaderLength)
            return false;
        var length = (heard[5] << 8) | heard[6];
        if (length is < 3 or > SdtFrame.LongestRequest)
        {
            _heard.Clear();
            asked = new Asked(0, 0, SdtStatus.WrongLength);
            return true;
        }

        if (heard.Length < HeaderLength + length)
            return false;
        var fits = SdtFrame.Xor(heard[5..(HeaderLength + length)]) == 0;
        asked = new Asked(heard[7], heard[8], fits ? null : SdtStatus.WrongChecksum);
        _heard.RemoveRange(0, start + HeaderLength + length);
        return true;
    }

    private byte[] Junk()
    {
        var junk = new byte[random.Next(2, 9)];
        random.NextBytes(junk);
        return junk;
    }

    private readonly record struct Asked(byte Command, byte Parameter, SdtStatus? Refusal);
}
