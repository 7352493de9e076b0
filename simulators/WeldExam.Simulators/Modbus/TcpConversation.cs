using System.Buffers.Binary;
using System.Collections.Immutable;
using WeldExam.Simulators.Wire;

namespace WeldExam.Simulators.Modbus;

/// <summary>Modbus TCP (Messaging on TCP/IP Implementation Guide V1.0b, §3.1.3): several units, fragmented and pipelined requests, answers in order.</summary>
internal sealed class TcpConversation(ImmutableArray<ServedUnit> units, Timeline timeline, Random random) : IConversation
{
    private const int HeaderLength = 7;
    private const int ProtocolIdHighByte = 2;
    private readonly List<byte> _heard = [];
    private readonly Queue<Outgoing> _answers = [];

    public bool Take(ReadOnlySpan<byte> bytes)
    {
        _heard.AddRange(bytes);
        while (_heard.Count >= HeaderLength)
        {
            var heard = _heard.ToArray();
            var length = BinaryPrimitives.ReadUInt16BigEndian(heard.AsSpan(4));
            if (heard[2] != 0 || heard[3] != 0 || length is < 2 or > 254)
                return false;
            if (heard.Length < 6 + length)
                break;
            _heard.RemoveRange(0, 6 + length);
            Serve(heard.AsMemory(0, 6 + length));
        }

        return true;
    }

    public void Quiet()
    {
        // TCP keeps fragments until the rest comes
    }

    public bool TryAnswer(out Outgoing answer) => _answers.TryDequeue(out answer);

    private static byte[] Frame(ReadOnlySpan<byte> transaction, byte unit, ReadOnlySpan<byte> pdu)
        => [transaction[0], transaction[1], 0, 0, 0, (byte)(pdu.Length + 1), unit, .. pdu];

    private void Serve(ReadOnlyMemory<byte> request)
    {
        var pdu = request[HeaderLength..];
        var address = request.Span[6];
        var served = units.FirstOrDefault(unit => unit.Address == address);
        if (served is null)
        {
            var refusal = ModbusServer.Refuse(pdu.Span[0], ModbusFailure.NoAnswer);
            _answers.Enqueue(new Outgoing(Frame(request.Span, address, refusal), TimeSpan.Zero, IsLate: false));
            return;
        }

        var faults = served.Faults.TakeRequest();
        if (faults.LeavesUnanswered)
            return;
        var answer = timeline.Enter(() => served.Answer(pdu.Span, faults));
        var frame = Frame(request.Span, address, answer);
        _answers.Enqueue(faults.Shape(frame, ProtocolIdHighByte, () => Stray(request.Span[0], request.Span[1], address), TimeSpan.Zero));
    }

    /// <summary>A whole, well-formed answer to a question nobody asked.</summary>
    private byte[] Stray(byte high, byte low, byte address)
        => Frame([(byte)(high ^ 0x80), low], address, [3, 2, (byte)random.Next(256), (byte)random.Next(256)]);
}
