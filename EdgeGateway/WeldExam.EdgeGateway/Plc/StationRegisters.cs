using System.Buffers.Binary;
using WeldExam.Drivers.ModbusServer;
using WeldExam.Exam.Sessions;
using WeldExam.Exam.Signals;
using WeldExam.Protocols.Modbus;

namespace WeldExam.EdgeGateway.Plc;

/// <summary>One station as a PLC reads it: 256 registers, the same by functions 03 and 04, none to be written (docs/DEPLOY.md, "For a PLC"). What is not good
/// is served as <see cref="NoValue"/> beside its quality: never a number that no longer holds.</summary>
/// <param name="read">What the station shows now. Called where the server runs: on the box's thread.</param>
public sealed class StationRegisters(Func<StationGlance> read) : IRegisterBank
{
    /// <summary>Registers of a station.</summary>
    public const int Count = 256;

    /// <summary>The value of what is not known: 80000000h.</summary>
    public const int NoValue = int.MinValue;

    /// <summary>The quality of a signal that the station does not have; others are numbered as in the journal.</summary>
    public const ushort NoSignal = 255;

    private const ushort Version = 1;
    private const int ArcAt = 8;
    private const int ArcSecondsAt = 10;
    private const int CurrentAt = 16;
    private const int VoltageAt = 20;
    private const int SignalsAt = 32;
    private const int SignalLength = 4;
    private const int MostSignals = (Count - SignalsAt) / SignalLength;

    private readonly byte[] _image = new byte[2 * Count];

    public IReadOnlyList<IdentificationObject> Identification { get; } =
        [new(0, "WeldExam"u8.ToArray()), new(1, "gateway"u8.ToArray()), new(2, "map 1"u8.ToArray())];

    public ModbusExceptionCode ReadHoldingRegisters(ushort address, Span<byte> bytes) => ReadInputRegisters(address, bytes);

    // The whole image is made anew for each request: what one request reads belongs together.
    public ModbusExceptionCode ReadInputRegisters(ushort address, Span<byte> bytes)
    {
        if (address + (bytes.Length / 2) > Count)
            return ModbusExceptionCode.IllegalAddress;
        Draw(read());
        _image.AsSpan(2 * address, bytes.Length).CopyTo(bytes);
        return ModbusExceptionCode.None;
    }

    private void Draw(StationGlance glance)
    {
        Array.Clear(_image);
        Put(0, Version);
        Put(1, (ushort)glance.Seconds);
        Put(2, (ushort)(glance.Phase ?? SessionPhase.NotOpened));
        PutNumber(4, glance.RemainingSeconds ?? NoValue);
        Put(ArcAt, (ushort)glance.Arc);
        PutNumber(ArcSecondsAt, glance.ArcSeconds ?? NoValue);
        PutSignal(CurrentAt, glance.Signals.FirstOrDefault(signal => signal.Name == "current"));
        PutSignal(VoltageAt, glance.Signals.FirstOrDefault(signal => signal.Name == "voltage"));
        for (var index = 0; index < MostSignals; index++)
            PutSignal(SignalsAt + (SignalLength * index), index < glance.Signals.Length ? glance.Signals[index] : null);
    }

    private void PutSignal(int at, SignalGlance? signal)
    {
        var fits = signal is { Quality: Quality.Good, Value: > NoValue and <= int.MaxValue };
        PutNumber(at, fits ? (int)signal!.Value : NoValue);
        Put(at + 2, (ushort)(short)(signal?.Exponent ?? 0));
        Put(at + 3, signal is null ? NoSignal : signal.Quality == Quality.Good && !fits ? (ushort)Quality.OutOfRange : (ushort)signal.Quality);
    }

    private void PutNumber(int at, int value) => BinaryPrimitives.WriteInt32BigEndian(_image.AsSpan(2 * at), value);

    private void Put(int at, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(_image.AsSpan(2 * at), value);
}
