using System.Buffers.Binary;
using System.Numerics;
using WeldExam.Exam.Signals;

namespace WeldExam.Drivers.Profiles;

/// <summary>From the bytes of a read to one channel's value. A value that is not good is 0 and never used.</summary>
public static class ChannelDecoder
{
    /// <summary>The value of <paramref name="channel"/>, or the reason why there is none.</summary>
    /// <param name="channel">Must lie in <paramref name="block"/>.</param>
    /// <param name="block">What was read.</param>
    /// <param name="content">The answer's content, of the block's full length.</param>
    public static (long Value, Quality Quality) Decode(ChannelProfile channel, ReadBlock block, ReadOnlySpan<byte> content)
    {
        var offset = channel.Address - block.Address;
        if (channel.From is RegisterKind.Coil or RegisterKind.Discrete)
            return (Switched(channel, (content[offset / 8] >> (offset % 8)) & 1), Quality.Good);
        var bytes = content.Slice(offset * 2, channel.Width * 2);
        if (channel.Kind == ChannelKind.Digital)
            return (Switched(channel, (BinaryPrimitives.ReadUInt16BigEndian(bytes) >> channel.Bit.GetValueOrDefault()) & 1), Quality.Good);
        return channel.Format == RegisterFormat.Float ? Floating(channel, Pair(channel, bytes)) : Whole(channel, Raw(channel, bytes));
    }

    private static long Switched(ChannelProfile channel, int bit) => channel.Polarity == Polarity.NormallyClosed ? 1 - bit : bit;

    private static long Raw(ChannelProfile channel, ReadOnlySpan<byte> bytes) => channel.Format switch
    {
        RegisterFormat.U16 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        RegisterFormat.S16 => BinaryPrimitives.ReadInt16BigEndian(bytes),
        RegisterFormat.U32 => Pair(channel, bytes),
        RegisterFormat.S32 => (int)Pair(channel, bytes),
        _ => Field(BinaryPrimitives.ReadUInt16BigEndian(bytes), channel.Mask ?? ushort.MaxValue),
    };

    private static uint Pair(ChannelProfile channel, ReadOnlySpan<byte> bytes)
    {
        var pair = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return channel.WordOrder == WordOrder.LowFirst ? BitOperations.RotateLeft(pair, 16) : pair;
    }

    private static long Field(ushort register, ushort mask) => (register & mask) >> BitOperations.TrailingZeroCount((uint)mask);

    private static (long Value, Quality Quality) Whole(ChannelProfile channel, long raw)
    {
        if (raw == channel.ErrorValue)
            return (0, Quality.OutOfRange);
        if (channel.Loop is { } loop && (raw < loop.OpenBelow || raw > loop.OpenAbove))
            return (0, Quality.SensorOpen);
        return Ranged(channel, (channel.Linear?.Apply(raw) ?? raw) * channel.Scale.Multiplier);
    }

    private static (long Value, Quality Quality) Floating(ChannelProfile channel, uint bits)
    {
        double number = BitConverter.UInt32BitsToSingle(bits);
        var exponent = channel.Scale.Exponent;

        // Powers of ten up to 10^22 are exact in a double, so the one division or multiplication rounds once.
        var scaled = exponent < 0 ? number * Math.Pow(10, -exponent) : number / Math.Pow(10, exponent);
        if (!double.IsFinite(scaled) || Math.Abs(scaled) > LinearSpan.Limit)
            return (0, Quality.OutOfRange);
        var rounded = channel.Scale.Rounding == Rounding.Nearest ? Math.Round(scaled, MidpointRounding.AwayFromZero) : Math.Truncate(scaled);
        return Ranged(channel, (long)rounded * channel.Scale.Multiplier);
    }

    private static (long Value, Quality Quality) Ranged(ChannelProfile channel, long value) =>
        channel.Valid is { } valid && (value < valid.Min || value > valid.Max) ? (0, Quality.OutOfRange) : (value, Quality.Good);
}
