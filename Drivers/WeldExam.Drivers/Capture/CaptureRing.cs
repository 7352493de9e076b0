using System.Buffers.Binary;
using System.Collections.Immutable;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Capture;

/// <summary>The newest events of one line in a fixed piece of memory; the oldest give way. The line's owner adds, anybody may read.</summary>
public sealed class CaptureRing
{
    /// <summary>About ten minutes of a busy RS-485 line.</summary>
    public const int UsualLength = 1 << 20;

    private const int LongestRecord = 4096;
    private const int HeaderLength = 11; // kind, tick, length

    private readonly Lock _gate = new();
    private readonly byte[] _ring;
    private readonly byte[] _header = new byte[HeaderLength];
    private int _first;
    private int _used;
    private long _dropped;

    /// <summary>An empty ring.</summary>
    /// <param name="length">Bytes of memory, at least 4096.</param>
    public CaptureRing(int length = UsualLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 4096);
        _ring = new byte[length];
    }

    /// <summary>Events that gave way to newer ones.</summary>
    public long Dropped
    {
        get
        {
            lock (_gate)
                return _dropped;
        }
    }

    /// <summary>Adds an event. Of one longer than 4096 bytes, or a sixteenth of the ring, the beginning is kept.</summary>
    public void Add(MonotonicTick at, CaptureKind kind, ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, Math.Min(_ring.Length / 16, LongestRecord))];
        lock (_gate)
        {
            while (_ring.Length - _used < HeaderLength + bytes.Length)
                DropFirst();
            _header[0] = (byte)kind;
            BinaryPrimitives.WriteInt64LittleEndian(_header.AsSpan(1), at.Microseconds);
            BinaryPrimitives.WriteUInt16LittleEndian(_header.AsSpan(9), (ushort)bytes.Length);
            Put(_header);
            Put(bytes);
        }
    }

    /// <summary>All events that are still there, oldest first.</summary>
    public ImmutableArray<CaptureRecord> Snapshot()
    {
        var records = ImmutableArray.CreateBuilder<CaptureRecord>();
        lock (_gate)
        {
            for (var at = 0; at < _used;)
            {
                var (tick, kind, length) = HeaderAt(at);
                var bytes = new byte[length];
                Copy(at + HeaderLength, bytes);
                records.Add(new(tick, kind, bytes));
                at += HeaderLength + length;
            }
        }

        return records.ToImmutable();
    }

    private void DropFirst()
    {
        var length = HeaderLength + HeaderAt(0).Length;
        _first = (_first + length) % _ring.Length;
        _used -= length;
        _dropped++;
    }

    private (MonotonicTick At, CaptureKind Kind, int Length) HeaderAt(int offset)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        Copy(offset, header);
        return (new(BinaryPrimitives.ReadInt64LittleEndian(header[1..])), (CaptureKind)header[0], BinaryPrimitives.ReadUInt16LittleEndian(header[9..]));
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        var at = (_first + _used) % _ring.Length;
        var straight = Math.Min(bytes.Length, _ring.Length - at);
        bytes[..straight].CopyTo(_ring.AsSpan(at));
        bytes[straight..].CopyTo(_ring);
        _used += bytes.Length;
    }

    private void Copy(int offset, Span<byte> into)
    {
        var at = (_first + offset) % _ring.Length;
        var straight = Math.Min(into.Length, _ring.Length - at);
        _ring.AsSpan(at, straight).CopyTo(into);
        _ring.AsSpan(0, into.Length - straight).CopyTo(into[straight..]);
    }
}
