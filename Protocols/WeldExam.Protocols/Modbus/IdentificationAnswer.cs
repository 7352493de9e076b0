namespace WeldExam.Protocols.Modbus;

/// <summary>The answer to "read device identification" (Modbus Application Protocol V1.1b3, §6.21): 2B 0E, access, conformity, more follows,
/// next object, number of objects, then each object's number, length and value. It looks into the caller's bytes and copies nothing.</summary>
public readonly ref struct IdentificationAnswer
{
    internal const int HeaderLength = 7;
    internal const int ObjectHeaderLength = 2;

    private const byte ObjectByObject = 0x80;

    private readonly ReadOnlySpan<byte> _objects;

    private IdentificationAnswer(ReadOnlySpan<byte> pdu)
    {
        Access = (IdentificationAccess)pdu[2];
        Conformity = pdu[3];
        MoreFollows = pdu[4] != 0;
        Next = pdu[5];
        Count = pdu[6];
        _objects = pdu[HeaderLength..];
    }

    public IdentificationAccess Access { get; }

    /// <summary>01–03: basic, regular or extended as a stream; 81–83: each object by its number too.</summary>
    public byte Conformity { get; }

    /// <summary>One more request, from object <see cref="Next"/> on, will bring more.</summary>
    public bool MoreFollows { get; }

    public byte Next { get; }

    public int Count { get; }

    /// <summary>Reads an answer to <paramref name="request"/>, which asked for an identification.</summary>
    public static WireFault TryRead(in ModbusRequest request, ReadOnlySpan<byte> pdu, out IdentificationAnswer answer)
    {
        answer = default;
        if (pdu.Length > ModbusPdu.MaxLength)
            return WireFault.TooLong;
        var fault = TryLength(pdu, out var length);
        if (fault != WireFault.None)
            return fault;
        if (pdu.Length != length)
            return pdu.Length < length ? WireFault.Incomplete : WireFault.Length;
        var asked = request.Data.Span;
        if (pdu[2] != asked[0])
            return WireFault.Confirmation;
        if ((pdu[3] & ~ObjectByObject) is < (byte)IdentificationAccess.Basic or > (byte)IdentificationAccess.Extended || pdu[4] is not (0 or 0xFF))
            return WireFault.Value;
        if (pdu[2] == (byte)IdentificationAccess.Individual && (pdu[6] != 1 || pdu[HeaderLength] != asked[1]))
            return WireFault.Confirmation;
        answer = new IdentificationAnswer(pdu);
        return WireFault.None;
    }

    /// <summary>The value of object <paramref name="id"/>, if this answer carries it.</summary>
    public bool TryFind(byte id, out ReadOnlySpan<byte> value)
    {
        for (var index = 0; index < Count; index++)
        {
            value = At(index, out var found);
            if (found == id)
                return true;
        }

        value = default;
        return false;
    }

    /// <summary>The value of the object at <paramref name="index"/>, 0 to <see cref="Count"/> − 1.</summary>
    public ReadOnlySpan<byte> At(int index, out byte id)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        var rest = _objects;
        for (; index > 0; index--)
            rest = rest[(ObjectHeaderLength + rest[1])..];
        id = rest[0];
        return rest.Slice(ObjectHeaderLength, rest[1]);
    }

    /// <summary>Writes a server's answer and returns its length. As many objects go in as fit; what is left is announced.</summary>
    /// <param name="access">As asked.</param>
    /// <param name="conformity">01–03, 81–83.</param>
    /// <param name="objects">What is to be told, in rising order; at least one, none longer than <see cref="IdentificationObject.MaxLength"/>.</param>
    /// <param name="to">Room for <see cref="ModbusPdu.MaxLength"/>.</param>
    public static int Write(IdentificationAccess access, byte conformity, ReadOnlySpan<IdentificationObject> objects, Span<byte> to)
    {
        var end = HeaderLength;
        var told = 0;
        foreach (var (id, value) in objects)
        {
            if (end + ObjectHeaderLength + value.Length > ModbusPdu.MaxLength)
                break;
            to[end] = id;
            to[end + 1] = (byte)value.Length;
            value.Span.CopyTo(to[(end + ObjectHeaderLength)..]);
            end += ObjectHeaderLength + value.Length;
            told++;
        }

        if (told == 0)
            throw new ArgumentException("An answer tells at least one object, and none is that long.", nameof(objects));
        var isAll = told == objects.Length;
        ReadOnlySpan<byte> header =
        [
            (byte)ModbusFunction.ReadIdentification, ModbusPdu.IdentificationType, (byte)access, conformity,
            isAll ? (byte)0 : (byte)0xFF, isAll ? (byte)0 : objects[told].Id, (byte)told,
        ];
        header.CopyTo(to);
        return end;
    }

    internal static WireFault TryLength(ReadOnlySpan<byte> begun, out int length)
    {
        length = HeaderLength;
        if (begun.Length > 1 && begun[1] != ModbusPdu.IdentificationType)
            return WireFault.Function;
        if (begun.Length < HeaderLength)
            return WireFault.Incomplete;
        for (int left = begun[6]; left > 0; left--)
        {
            if (begun.Length < length + ObjectHeaderLength)
                return WireFault.Incomplete;
            length += ObjectHeaderLength + begun[length + 1];
            if (length > ModbusPdu.MaxLength)
                return WireFault.TooLong;
        }

        return WireFault.None;
    }
}
