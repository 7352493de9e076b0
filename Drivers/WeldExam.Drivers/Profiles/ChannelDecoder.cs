using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using WeldExam.Exam.Signals;

namespace WeldExam.Drivers.Profiles;

/// <summary>From the bytes of a read to one channel's value. A value that is not good is 0 and never used.</summary>
public static class ChannelDecoder
{
    private const int LongestNumber = 8;

    /// <summary>The value of <paramref name="channel"/>, or the reason why there is none.</summary>
    /// <param name="channel">Analog or digital; must lie in <paramref name="block"/>.</param>
    /// <param name="block">What was read.</param>
    /// <param name="content">The answer's content, of the block's full length.</param>
    public static (long Value, Quality Quality) Decode(ChannelProfile channel, ReadBlock block, ReadOnlySpan<byte> content)
    {
        var offset = channel.Address - block.Address;
        if (channel.From is RegisterKind.Coil or RegisterKind.Discrete)
            return (Switched(channel, (content[offset / 8] >> (offset % 8)) & 1), Quality.Good);
        var pattern = Pattern(channel, content.Slice(offset * 2, channel.Width * 2));
        if (channel.Kind == ChannelKind.Digital)
            return (Switched(channel, (int)(pattern >> channel.Bit.GetValueOrDefault()) & 1), Quality.Good);
        if (channel.Format is RegisterFormat.Float or RegisterFormat.Double)
            return Floating(channel, pattern);
        return channel.Format == RegisterFormat.Bcd && !IsBcd(pattern) ? (0, Quality.OutOfRange) : Whole(channel, pattern);
    }

    /// <summary>The text of a channel of that kind; what is no printable ASCII shows as a question mark.</summary>
    public static string DecodeText(ChannelProfile channel, ReadBlock block, ReadOnlySpan<byte> content)
    {
        var text = new StringBuilder();
        var bytes = content.Slice((channel.Address - block.Address) * 2, channel.Width * 2);
        for (var index = 0; index < bytes.Length; index++)
        {
            var letter = bytes[channel.ByteOrder == ByteOrder.HighFirst ? index : index ^ 1];
            if (letter == 0)
                break;
            text.Append(letter is >= 0x20 and < 0x7F ? (char)letter : '?');
        }

        return text.ToString().TrimEnd();
    }

    private static long Switched(ChannelProfile channel, int bit) => channel.Polarity == Polarity.NormallyClosed ? 1 - bit : bit;

    // The channel's registers as one number, highest word and highest byte first.
    private static ulong Pattern(ChannelProfile channel, ReadOnlySpan<byte> bytes)
    {
        Span<byte> ordered = stackalloc byte[LongestNumber];
        ordered.Clear();
        var words = bytes.Length / 2;
        var start = LongestNumber - bytes.Length;
        for (var word = 0; word < words; word++)
        {
            var from = channel.WordOrder == WordOrder.LowFirst ? words - 1 - word : word;
            var (high, low) = (bytes[from * 2], bytes[(from * 2) + 1]);
            (ordered[start + (word * 2)], ordered[start + (word * 2) + 1]) = channel.ByteOrder == ByteOrder.LowFirst ? (low, high) : (high, low);
        }

        return BinaryPrimitives.ReadUInt64BigEndian(ordered);
    }

    private static Int128 Raw(ChannelProfile channel, ulong pattern) => channel.Format switch
    {
        RegisterFormat.S16 => (short)pattern,
        RegisterFormat.S32 => (int)pattern,
        RegisterFormat.S64 => (long)pattern,
        RegisterFormat.Bcd => Digits(pattern),
        _ when channel.Mask is { } mask => (pattern & mask) >> (channel.Shift ?? BitOperations.TrailingZeroCount(mask)),
        _ => pattern,
    };

    private static bool IsBcd(ulong pattern)
    {
        for (; pattern != 0; pattern >>= 4)
        {
            if ((pattern & 0xF) > 9)
                return false;
        }

        return true;
    }

    private static Int128 Digits(ulong pattern)
    {
        Int128 number = 0;
        for (var shift = 60; shift >= 0; shift -= 4)
            number = (number * 10) + ((pattern >> shift) & 0xF);
        return number;
    }

    private static bool IsError(ChannelProfile channel, Int128 raw, ulong pattern)
    {
        foreach (var error in channel.ErrorValues)
        {
            if (raw == error || (error >= 0 && pattern == (ulong)error))
                return true;
        }

        return false;
    }

    private static (long Value, Quality Quality) Whole(ChannelProfile channel, ulong pattern)
    {
        var raw = Raw(channel, pattern);
        if (IsError(channel, raw, pattern))
            return (0, Quality.OutOfRange);
        if (channel.Loop is { } loop && (raw < loop.OpenBelow || raw > loop.OpenAbove))
            return (0, Quality.SensorOpen);
        return Finished(channel, channel.Linear?.Apply(raw) ?? raw);
    }

    private static (long Value, Quality Quality) Floating(ChannelProfile channel, ulong pattern)
    {
        var number = channel.Format == RegisterFormat.Float ? BitConverter.UInt32BitsToSingle((uint)pattern) : BitConverter.UInt64BitsToDouble(pattern);
        var exponent = channel.Scale.Exponent;

        // Powers of ten up to 10^22 are exact in a double, so the one division or multiplication rounds once.
        var scaled = exponent < 0 ? number * Math.Pow(10, -exponent) : number / Math.Pow(10, exponent);
        if (IsError(channel, Int128.MaxValue, pattern) || !double.IsFinite(scaled) || Math.Abs(scaled) > LinearSpan.Limit)
            return (0, Quality.OutOfRange);
        var rounded = channel.Scale.Rounding == Rounding.Nearest ? Math.Round(scaled, MidpointRounding.AwayFromZero) : Math.Truncate(scaled);
        return Finished(channel, (long)rounded);
    }

    private static (long Value, Quality Quality) Finished(ChannelProfile channel, Int128 number)
    {
        var scaled = (number * channel.Scale.Multiplier) + channel.Offset;
        if (Int128.Abs(scaled) > long.MaxValue)
            return (0, Quality.OutOfRange);
        if (channel.Calibration is null)
            return Ranged(channel, (long)scaled);
        return channel.Calibration.Apply((long)scaled, channel.Scale.Exponent) is { } value ? Ranged(channel, value) : (0, Quality.OutOfRange);
    }

    private static (long Value, Quality Quality) Ranged(ChannelProfile channel, long value)
    {
        if (channel.Valid is not { } valid)
            return (value, Quality.Good);
        var band = channel.Clamp.GetValueOrDefault();
        return value < valid.Min - band.Below || value > valid.Max + band.Above ? (0, Quality.OutOfRange) : (Math.Clamp(value, valid.Min, valid.Max), Quality.Good);
    }
}
