namespace WeldExam.Simulators.Cards;

/// <summary>Frames of an SDT reader: preamble, length (big-endian, counts what follows it), body, XOR from the length on.</summary>
public static class SdtFrame
{
    public const int LongestRequest = 0x0A00;

    public static ReadOnlySpan<byte> Preamble => [0xAA, 0xAA, 0xAA, 0x96, 0x69];

    public static byte[] Make(params ReadOnlySpan<byte> body)
    {
        var length = body.Length + 1;
        byte[] counted = [(byte)(length >> 8), (byte)length, .. body];
        return [.. Preamble, .. counted, Xor(counted)];
    }

    public static byte Xor(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var value in bytes)
            sum ^= value;
        return sum;
    }
}
