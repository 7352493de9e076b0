using System.Buffers.Binary;

namespace WeldExam.Drivers.Capture;

/// <summary>Packets of one TCP connection around bytes that really passed (RFC 791 and 9293, check sums included).</summary>
internal sealed class MadeConnection(Stream file, ushort client, ushort server)
{
    private const byte Syn = 2;
    private const byte Rst = 4;
    private const byte Push = 8;
    private const byte Ack = 16;
    private const int IpLength = 20;
    private const int TcpLength = 20;
    private const uint Box = 0xC0000201;
    private const uint Device = 0xC0000202;

    private uint _sent;
    private uint _received;

    public void Open(DateTimeOffset at)
    {
        Write(at, fromBox: true, Syn, []);
        _sent++;
        Write(at, fromBox: false, Syn | Ack, []);
        _received++;
        Write(at, fromBox: true, Ack, []);
    }

    public void Send(DateTimeOffset at, ReadOnlySpan<byte> bytes)
    {
        Write(at, fromBox: true, Push | Ack, bytes);
        _sent += (uint)bytes.Length;
    }

    public void Receive(DateTimeOffset at, ReadOnlySpan<byte> bytes)
    {
        Write(at, fromBox: false, Push | Ack, bytes);
        _received += (uint)bytes.Length;
    }

    public void Reset(DateTimeOffset at) => Write(at, fromBox: false, Rst | Ack, []);

    private void Write(DateTimeOffset at, bool fromBox, byte flags, ReadOnlySpan<byte> bytes)
    {
        var packet = new byte[IpLength + TcpLength + bytes.Length];
        bytes.CopyTo(packet.AsSpan(IpLength + TcpLength));
        WriteIp(packet, fromBox);
        WriteTcp(packet.AsSpan(IpLength), fromBox, flags);
        Span<byte> header = stackalloc byte[16];
        var since = at - DateTimeOffset.UnixEpoch;
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)(since.Ticks / TimeSpan.TicksPerSecond));
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)(since.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond));
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], packet.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], packet.Length);
        file.Write(header);
        file.Write(packet);
    }

    private static void WriteIp(Span<byte> packet, bool fromBox)
    {
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)packet.Length);
        packet[8] = 64; // time to live
        packet[9] = 6; // TCP
        BinaryPrimitives.WriteUInt32BigEndian(packet[12..], fromBox ? Box : Device);
        BinaryPrimitives.WriteUInt32BigEndian(packet[16..], fromBox ? Device : Box);
        BinaryPrimitives.WriteUInt16BigEndian(packet[10..], Finish(Sum(packet[..IpLength], 0)));
    }

    private void WriteTcp(Span<byte> segment, bool fromBox, byte flags)
    {
        BinaryPrimitives.WriteUInt16BigEndian(segment, fromBox ? client : server);
        BinaryPrimitives.WriteUInt16BigEndian(segment[2..], fromBox ? server : client);
        BinaryPrimitives.WriteUInt32BigEndian(segment[4..], fromBox ? _sent : _received);
        BinaryPrimitives.WriteUInt32BigEndian(segment[8..], (flags & Ack) == 0 ? 0 : fromBox ? _received : _sent);
        segment[12] = (TcpLength / 4) << 4;
        segment[13] = flags;
        BinaryPrimitives.WriteUInt16BigEndian(segment[14..], ushort.MaxValue); // window
        var pseudo = (Box >> 16) + (Box & 0xFFFF) + (Device >> 16) + (Device & 0xFFFF) + 6 + (uint)segment.Length;
        BinaryPrimitives.WriteUInt16BigEndian(segment[16..], Finish(Sum(segment, pseudo)));
    }

    private static uint Sum(ReadOnlySpan<byte> bytes, uint sum)
    {
        for (; bytes.Length > 1; bytes = bytes[2..])
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        return bytes.IsEmpty ? sum : sum + ((uint)bytes[0] << 8);
    }

    private static ushort Finish(uint sum)
    {
        while (sum > ushort.MaxValue)
            sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~sum;
    }
}
