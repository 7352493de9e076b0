using System.Buffers.Binary;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Tests.FaultModel;

/// <summary>A device whose registers change every millisecond, behind a line that does what its script says. Frames are put together here by
/// hand, so that a mistake of the codec cannot agree with itself.</summary>
internal sealed class FaultyDevice(FaultClock clock, FaultLine line, FaultSetting setting, Random random, FaultTally tally)
{
    public const byte Unit = 7;

    private readonly List<(int Millisecond, bool IsLate)> _answers = [];
    private readonly List<(long From, long To)> _arcs = [];

    private long _speaksUntil;

    /// <summary>From then on nothing goes wrong any more.</summary>
    public bool IsClean { get; set; }

    /// <summary>When the line last changed, lost or added a byte.</summary>
    public long LastCorruption { get; private set; } = long.MinValue;

    /// <summary>What was written, and when.</summary>
    public List<(long At, ushort Address, ushort Value)> Written { get; } = [];

    public static ushort Register(int millisecond, int index, byte unit, byte function) =>
        index == 0 ? (ushort)millisecond : (ushort)(((uint)(((millisecond & 0xFFFF) * 131) + (index * 7919) + (unit * 104729) + (function * 1299709)) * 2654435761u) >> 16);

    /// <summary>Sent and arrived later than the device's profile says it can.</summary>
    public bool CameLate(int millisecond) => _answers.Exists(answer => (ushort)answer.Millisecond == (ushort)millisecond && answer.IsLate);

    /// <summary>The arc is struck and breaks: for 20–500 ms nothing on the wire is what was sent.</summary>
    public void StrikeArc(long from)
    {
        var to = from + random.Next(20_000, 500_000);
        _arcs.Add((from, to));
        for (var count = random.Next(40); count > 0; count--)
            line.Arrives(from + random.NextInt64(to - from), (byte)random.Next(256));
    }

    public void Hear(byte[] request)
    {
        var fault = IsClean || random.Next(100) >= setting.FaultPercent ? FaultKind.None : setting.Kinds[random.Next(setting.Kinds.Length)];
        var sentAt = clock.Now + (setting.ByteTime * request.Length);
        if (setting.Echoes)
            Send(request, clock.Now, FaultKind.None, isEcho: true);
        if (fault is FaultKind.Reset)
            line.HangUp(clock.Now, random.Next(200_000));
        if (fault is FaultKind.RequestLost or FaultKind.Silence or FaultKind.Reset || IsHit(clock.Now, sentAt))
            return;
        var pdu = setting.IsTcp ? request.AsSpan(7) : request.AsSpan(1, request.Length - 3);
        var handledAt = sentAt + random.Next(500, 5_000) + fault switch
        {
            FaultKind.Slow => random.Next((int)setting.ResponseTimeout - 60_000),
            FaultKind.Stale => setting.ResponseTimeout + random.NextInt64(setting.LongestAnswer - setting.ResponseTimeout - 60_000),
            FaultKind.Late => setting.LongestAnswer + random.Next(150_000),
            _ => 0,
        };
        var answer = Answer(pdu, handledAt, fault);
        var frame = setting.IsTcp ? Tcp(answer, request, fault) : Rtu(answer, fault);
        var last = Send(frame, handledAt, fault);
        _answers.Add(((int)(handledAt / 1000), last > sentAt + setting.LongestAnswer));
        if (fault == FaultKind.HangUp)
            line.HangUp(handledAt + (setting.ByteTime * random.Next(frame.Length)), random.Next(200_000));
    }

    private byte[] Answer(ReadOnlySpan<byte> pdu, long at, FaultKind fault)
    {
        var function = fault == FaultKind.WrongFunction ? (byte)(pdu[0] ^ 7) : pdu[0];
        if (fault == FaultKind.Refusal)
            return [(byte)(pdu[0] | 0x80), (byte)(2 + random.Next(5))];
        if (pdu[0] is 5 or 6)
        {
            Written.Add((at, BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]), BinaryPrimitives.ReadUInt16BigEndian(pdu[3..])));
            byte[] confirmation = [function, .. pdu[1..]];
            if (fault == FaultKind.WrongCount)
                confirmation[^1] ^= 1;
            return confirmation;
        }

        var count = pdu[4] + (fault == FaultKind.WrongCount ? 1 : 0);
        var answer = new byte[2 + (2 * count)];
        (answer[0], answer[1]) = (function, (byte)(2 * count));
        var unit = (byte)(Unit + (fault == FaultKind.WrongUnit ? 1 : 0));
        for (var index = 0; index < count; index++)
            BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(2 + (2 * index)), Register((int)(at / 1000), index, unit, function));
        return answer;
    }

    private static byte[] Rtu(byte[] pdu, FaultKind fault)
    {
        byte[] frame = [(byte)(Unit + (fault == FaultKind.WrongUnit ? 1 : 0)), .. pdu, 0, 0];
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(frame.Length - 2), Crc16.Of(frame.AsSpan(0, frame.Length - 2)));
        return frame;
    }

    private byte[] Tcp(byte[] pdu, byte[] request, FaultKind fault)
    {
        byte[] frame = [request[0], request[1], 0, 0, 0, (byte)(pdu.Length + 1), (byte)(Unit + (fault == FaultKind.WrongUnit ? 1 : 0)), .. pdu];
        if (fault == FaultKind.WrongId)
            frame[0] ^= 0x80;
        if (fault == FaultKind.BadHeader)
            frame[random.Next(2, 5)] = (byte)random.Next(2, 256);
        return frame;
    }

    // Puts the bytes on the line, changed as the fault says, and returns when the last one arrives.
    private long Send(byte[] frame, long from, FaultKind fault, bool isEcho = false)
    {
        var bytes = frame.ToList();
        var at = isEcho ? from : Math.Max(from, _speaksUntil); // it has one mouth
        Change(bytes, fault);
        var step = setting.IsStream ? 0 : setting.ByteTime;
        var gap = fault == FaultKind.Split ? random.Next(1_500) : fault == FaultKind.Drip ? random.Next(3_000, 15_000) : 0;
        var isHit = !setting.IsTcp && (fault is >= FaultKind.Drop and <= FaultKind.NoiseInside or FaultKind.Truncated) && !bytes.SequenceEqual(frame);
        foreach (var value in bytes)
        {
            at += step + (gap > 0 ? random.Next(gap) : 0);
            var hit = IsHit(at - step, at);
            isHit |= hit;
            line.Arrives(at, hit ? (byte)random.Next(256) : value);
        }

        _speaksUntil = isEcho ? _speaksUntil : at;
        if (isHit)
        {
            tally.Corrupted++;
            LastCorruption = at;
        }

        return at;
    }

    private void Change(List<byte> bytes, FaultKind fault)
    {
        switch (fault)
        {
            case FaultKind.Drop:
                bytes.RemoveRange(random.Next(bytes.Count), 1);
                break;
            case FaultKind.DuplicateBytes:
                var first = random.Next(bytes.Count);
                bytes.InsertRange(first, bytes.GetRange(first, random.Next(1, bytes.Count - first + 1)));
                break;
            case FaultKind.DuplicateFrame:
                bytes.AddRange([.. bytes]);
                break;
            case FaultKind.FlipOne:
                Flip(bytes, random.Next(8 * bytes.Count));
                break;
            case FaultKind.FlipMany:
                for (var count = random.Next(2, 12); count > 0; count--)
                    Flip(bytes, random.Next(8 * bytes.Count));
                break;
            case FaultKind.Burst:
                var start = random.Next(bytes.Count);
                for (var index = start; index < Math.Min(bytes.Count, start + random.Next(3, 9)); index++)
                    bytes[index] ^= (byte)random.Next(256);
                break;
            case FaultKind.NoiseBefore:
                bytes.InsertRange(0, Noise());
                break;
            case FaultKind.NoiseAfter:
                bytes.AddRange(Noise());
                break;
            case FaultKind.NoiseInside:
                bytes.InsertRange(random.Next(1, bytes.Count), Noise());
                break;
            case FaultKind.Truncated:
                bytes.RemoveRange(random.Next(bytes.Count), 0);
                bytes.RemoveRange(bytes.Count - random.Next(1, bytes.Count), 1);
                break;
            default:
                break;
        }
    }

    private byte[] Noise()
    {
        var noise = new byte[random.Next(1, 12)];
        random.NextBytes(noise);
        return noise;
    }

    private static void Flip(List<byte> bytes, int bit) => bytes[bit / 8] ^= (byte)(1 << (bit % 8));

    private bool IsHit(long from, long to) => _arcs.Exists(arc => from < arc.To && to > arc.From);
}
