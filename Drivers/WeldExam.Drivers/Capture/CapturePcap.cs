using System.Buffers.Binary;
using System.Collections.Immutable;

namespace WeldExam.Drivers.Capture;

/// <summary>A capture of a TCP line as pcap (libpcap file format 2.4, microseconds, raw IPv4), for Wireshark. The bytes and times are the
/// real ones; the packets around them are made: box 192.0.2.1, device 192.0.2.2, a new client port for each connection.</summary>
public static class CapturePcap
{
    private const uint Magic = 0xA1B2C3D4;
    private const uint LinkTypeIpv4 = 228;
    private const ushort FirstClientPort = 49152;

    /// <summary>The whole file.</summary>
    /// <param name="records">Events of one line.</param>
    /// <param name="anchor">Ties ticks to UTC.</param>
    /// <param name="port">The device's port, 502 for Modbus.</param>
    public static byte[] Of(ImmutableArray<CaptureRecord> records, WallAnchor anchor, ushort port)
    {
        using var file = new MemoryStream();
        Span<byte> header = stackalloc byte[24];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], ushort.MaxValue);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], LinkTypeIpv4);
        file.Write(header);
        var client = (ushort)(FirstClientPort - 1);
        MadeConnection? connection = null;
        foreach (var record in records)
        {
            var at = anchor.UtcAt(record.At);
            if (connection is null || record.Kind == CaptureKind.Opened)
            {
                // The ring may begin amid a connection: it is shown from there on, as any capture that was started late.
                client = client == ushort.MaxValue ? FirstClientPort : (ushort)(client + 1);
                connection = new(file, client, port);
            }

            switch (record.Kind)
            {
                case CaptureKind.Opened:
                    connection.Open(at);
                    break;
                case CaptureKind.Sent:
                    connection.Send(at, record.Bytes.Span);
                    break;
                case CaptureKind.Received:
                    connection.Receive(at, record.Bytes.Span);
                    break;
                default:
                    connection.Reset(at);
                    connection = null;
                    break;
            }
        }

        return file.ToArray();
    }
}
