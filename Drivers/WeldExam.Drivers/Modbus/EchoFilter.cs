using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>Parts a line's echo from a device's answer, and learns whether there is one. The rule: a request that came back byte for byte is an
/// echo and never an answer, unless the line is known to have none.</summary>
internal sealed class EchoFilter(LineEcho stated)
{
    private const int ReadsThatProve = 2;

    private LineEcho? _learnt;
    private int _bare;

    private LineEcho Known => _learnt ?? stated;

    /// <summary>Another adapter may be there now.</summary>
    public void Forget() => (_learnt, _bare) = (null, 0);

    /// <summary>Where in <paramref name="received"/> an answer may begin; -1 when it cannot have begun yet.</summary>
    public int AnswerFrom(ReadOnlySpan<byte> received, ReadOnlySpan<byte> sent)
    {
        if (Known == LineEcho.Absent)
            return 0;
        var echo = received.IndexOf(sent);
        return echo >= 0 ? echo + sent.Length : Known == LineEcho.Present ? -1 : 0;
    }

    /// <summary>A fitting answer was found at <paramref name="start"/>.</summary>
    public void Learn(in ModbusRequest request, int start, ReadOnlySpan<byte> received, ReadOnlySpan<byte> sent)
    {
        if (Known != LineEcho.Unknown || !request.IsRead)
            return;
        _bare = start == 0 ? _bare + 1 : 0;
        if (received[..start].IndexOf(sent) >= 0)
            _learnt = LineEcho.Present;
        else if (_bare == ReadsThatProve)
            _learnt = LineEcho.Absent;
    }
}
