using System.Collections.Immutable;
using WeldExam.Simulators.Faults;
using WeldExam.Simulators.Wire;

namespace WeldExam.Simulators.Modbus;

/// <summary>The units of one RS-485 bus (Modbus over Serial Line V1.02). Frames are cut by their length, noise is skipped byte by byte.</summary>
internal sealed class RtuConversation(ImmutableArray<ServedUnit> units, Timeline timeline, Random random, int? baud)
    : IConversation
{
    private const int BitsPerCharacter = 11; // start, 8 data, parity or second stop, stop
    private readonly List<byte> _heard = [];
    private readonly Queue<Outgoing> _answers = [];

    public bool Take(ReadOnlySpan<byte> bytes)
    {
        _heard.AddRange(bytes);
        while (TryCut(out var frame))
            Serve(frame.Span[0], frame[1..^2]);
        return true;
    }

    public void Quiet()
    {
        if (_heard.Count == 0)
            return;
        var heard = _heard.ToArray();
        _heard.Clear();
        if (heard.Length >= 4 && Crc16.Fits(heard)) // a function whose length we cannot know ends with the silence
            Serve(heard[0], heard.AsMemory(1, heard.Length - 3));
    }

    public bool TryAnswer(out Outgoing answer) => _answers.TryDequeue(out answer);

    /// <summary>The first whole frame wherever it stands; what is before it was noise.</summary>
    private bool TryCut(out ReadOnlyMemory<byte> frame)
    {
        var heard = _heard.ToArray();
        for (var start = 0; start + 4 <= heard.Length; start++)
        {
            var length = LengthOf(heard.AsSpan(start));
            if (length > heard.Length - start || !Crc16.Fits(heard.AsSpan(start, length)))
                continue;
            frame = heard.AsMemory(start, length);
            _heard.RemoveRange(0, start + length);
            return true;
        }

        frame = default;
        return false;
    }

    private static int LengthOf(ReadOnlySpan<byte> heard) => heard[1] switch
    {
        >= 1 and <= 6 => 8,
        15 or 16 => heard.Length < 7 ? 9 : 9 + heard[6],
        _ => int.MaxValue,
    };

    private void Serve(byte address, ReadOnlyMemory<byte> pdu)
    {
        foreach (var unit in units)
        {
            if (address == 0)
                timeline.Enter(() => unit.Answer(pdu.Span, default(FaultsOfRequest) with { Faults = [] })); // broadcast: obeyed, not answered
            else if (unit.Address == address)
                Answer(unit, pdu);
        }
    }

    private void Answer(ServedUnit unit, ReadOnlyMemory<byte> pdu)
    {
        var faults = unit.Faults.TakeRequest();
        if (faults.LeavesUnanswered)
            return;
        var answer = timeline.Enter(() => unit.Answer(pdu.Span, faults));
        var frame = Crc16.Seal([unit.Address, .. answer]);
        var pace = baud is { } rate
            ? TimeSpan.FromSeconds((pdu.Length + 3 + frame.Length) * BitsPerCharacter / (double)rate)
            : TimeSpan.Zero;
        _answers.Enqueue(faults.Shape(frame, random.Next(frame.Length), Junk, pace));
    }

    private byte[] Junk()
    {
        var junk = new byte[random.Next(2, 9)];
        random.NextBytes(junk);
        return junk;
    }
}
