using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>Replies that may be kept, for who asks seldom.</summary>
public static class ModbusReplies
{
    /// <summary>Bytes that the content of any answer fits into.</summary>
    public const int LongestContent = ModbusPdu.MaxLength - 2;

    /// <summary>One request and its answer: a <see cref="ModbusAnswer"/> or a <see cref="ModbusFailure"/>, with memory of its own.</summary>
    public static async ValueTask<ModbusReply> AskAsync(
        this IModbusLink link, ModbusPeer peer, ModbusRequest request, MonotonicTick deadline, CancellationToken cancel)
    {
        var content = ContentFor(request);
        return (await link.AskAsync(peer, request, content, deadline, cancel)).ToReply(content);
    }

    internal static byte[] ContentFor(in ModbusRequest request)
    {
        var room = RoomFor(request);
        return room == 0 ? [] : new byte[room];
    }

    /// <summary>Bytes that the content of the answer may take.</summary>
    internal static int RoomFor(in ModbusRequest request) =>
        !request.HasContent ? 0
        : request.Function == ModbusFunction.ReadIdentification ? LongestContent
        : request.AnswerPduLength - 2;
}
