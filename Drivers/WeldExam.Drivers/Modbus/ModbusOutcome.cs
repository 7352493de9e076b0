using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>What became of a transaction whose answer went into the caller's own memory. Nothing of it lies on the heap.</summary>
/// <param name="Asked">Just before the request went out; for what was never sent, when it was given up.</param>
/// <param name="Answered">When the answer was whole, or the wait ended.</param>
public readonly record struct ModbusOutcome(MonotonicTick Asked, MonotonicTick Answered)
{
    /// <summary>The device answered, and no exception.</summary>
    public bool IsAnswer { get; private init; }

    /// <summary>Bytes of the answer's content in the caller's memory; 0 for a confirmed write.</summary>
    public int Length { get; private init; }

    /// <summary>Why there is no answer; means nothing when there is one.</summary>
    public ModbusFailureKind Failure { get; private init; }

    public ModbusExceptionCode Exception { get; private init; }

    /// <summary>More for a technician, where there is more to tell.</summary>
    public string Cause { get; private init; } = "";

    /// <summary>Bytes before the answer that belonged to no answer.</summary>
    public int Skipped { get; init; }

    /// <summary>The stamp of everything in the answer.</summary>
    public MonotonicTick Middle => MonotonicTick.Middle(Asked, Answered);

    internal bool IsBusy => !IsAnswer && Exception is ModbusExceptionCode.Acknowledge or ModbusExceptionCode.Busy;

    public static ModbusOutcome Answer(MonotonicTick asked, MonotonicTick answered, int length) =>
        new(asked, answered) { IsAnswer = true, Length = length };

    public static ModbusOutcome Refused(MonotonicTick asked, MonotonicTick answered, ModbusExceptionCode exception) =>
        new(asked, answered) { Failure = ModbusFailureKind.Exception, Exception = exception };

    public static ModbusOutcome Failed(MonotonicTick asked, MonotonicTick ended, ModbusFailureKind kind, string cause) =>
        new(asked, ended) { Failure = kind, Cause = cause };

    /// <summary>The same as a reply, which may be kept; <paramref name="content"/> is the memory the answer went into, from then on the reply's.</summary>
    public ModbusReply ToReply(ReadOnlyMemory<byte> content) => IsAnswer
        ? new ModbusAnswer(Asked, Answered, content[..Length]) { Skipped = Skipped }
        : new ModbusFailure(Asked, Answered, Failure, Exception, Cause) { Skipped = Skipped };
}
