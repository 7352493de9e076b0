using WeldExam.Protocols.Modbus;

namespace WeldExam.Fuzz;

/// <summary>Makes new inputs of old ones. It knows check sums: no guessing finds one.</summary>
internal sealed class Mutator(Random random)
{
    private const int Longest = 600;

    private static readonly byte[] Telling = [0, 1, 2, 3, 4, 5, 6, 0x0E, 0x0F, 0x10, 0x16, 0x17, 0x2B, 0x7D, 0x7F, 0x80, 0x83, 0xAA, 0xFF, (byte)':', (byte)'\r', (byte)'\n', (byte)'A'];

    public byte[] Next(IReadOnlyList<byte[]> corpus)
    {
        var bytes = corpus.Count == 0 ? [] : corpus[random.Next(corpus.Count)].ToList();
        for (var turn = random.Next(1, 7); turn > 0; turn--)
            Change(bytes, corpus);
        if (bytes.Count > Longest)
            bytes.RemoveRange(Longest, bytes.Count - Longest);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> corpus)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 12), bytes.Count - at);
        switch (random.Next(10))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = Telling[random.Next(Telling.Length)];
                break;
            case 2 when at < bytes.Count:
                bytes[at] += (byte)random.Next(-3, 4);
                break;
            case 3:
                bytes.Insert(at, Telling[random.Next(Telling.Length)]);
                break;
            case 4:
                bytes.RemoveRange(at, length);
                break;
            case 5:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 6 when corpus.Count > 0:
                bytes.InsertRange(at, corpus[random.Next(corpus.Count)]);
                break;
            case 7:
                Seal(bytes, at);
                break;
            case 8:
                SealText(bytes);
                break;
            default:
                bytes.Insert(at, (byte)random.Next(256));
                break;
        }
    }

    // The CRC of everything from somewhere to the end, appended or put over the last two.
    private void Seal(List<byte> bytes, int from)
    {
        if (random.Next(2) == 0 && bytes.Count >= from + 2)
            bytes.RemoveRange(bytes.Count - 2, 2);
        var crc = Crc16.Of([.. bytes.Skip(from)]);
        bytes.Add((byte)crc);
        bytes.Add((byte)(crc >> 8));
    }

    private void SealText(List<byte> bytes)
    {
        var frame = new byte[AsciiFrame.MaxLength];
        var pdu = new byte[random.Next(1, 12)];
        random.NextBytes(pdu);
        bytes.AddRange(frame.AsSpan(0, AsciiFrame.Write((byte)random.Next(256), pdu, frame)));
    }
}
