using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>Gathers the requests that follow from a batch of answers, so that they leave in one piece: a write to a socket costs more than
/// all else in a transaction.</summary>
internal sealed class TcpOutbox
{
    private readonly Lock _guard = new();
    private readonly byte[] _frames = new byte[TcpTable.Size * TcpFrame.MaxLength];
    private int _filled;
    private bool _isOpen;

    public void Open()
    {
        lock (_guard)
            (_isOpen, _filled) = (true, 0);
    }

    /// <summary>False when nobody gathers now, or there is no room: then it is to be sent at once.</summary>
    public bool TryAdd(ReadOnlySpan<byte> frame)
    {
        lock (_guard)
        {
            if (!_isOpen || _filled + frame.Length > _frames.Length)
                return false;
            frame.CopyTo(_frames.AsSpan(_filled));
            _filled += frame.Length;
            return true;
        }
    }

    /// <summary>What was gathered; valid until the next <see cref="Open"/>.</summary>
    public ReadOnlyMemory<byte> Close()
    {
        lock (_guard)
        {
            _isOpen = false;
            return _frames.AsMemory(0, _filled);
        }
    }
}
