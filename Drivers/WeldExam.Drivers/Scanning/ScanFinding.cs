using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Scanning;

/// <summary>What a scan came upon.</summary>
/// <param name="Settings">How the port was set; null behind TCP.</param>
public abstract record ScanFinding(SerialSettings? Settings);

/// <summary>A unit answered twice, each time with a good check sum, its number and the function it was asked by.</summary>
/// <param name="Settings">How the port was set. The same unit may be found with one stop bit and with two: both can be read.</param>
/// <param name="Unit">Its number.</param>
/// <param name="Question">What it was asked.</param>
/// <param name="Exception">With what it refused; none for an answer.</param>
/// <param name="Patience">How long it was waited for.</param>
public sealed record UnitFound(
    SerialSettings? Settings, byte Unit, ModbusRequest Question, ModbusExceptionCode Exception, ScanPatience Patience) : ScanFinding(Settings);

/// <summary>Something spoke each time this unit was asked, or it answered once and not again, and it could not be understood: two devices of
/// one number, a wrong setting, a bad line; or a TCP device hung up each time.</summary>
public sealed record UnitUnclear(SerialSettings? Settings, byte Unit, ModbusFailureKind Failure, string Cause) : ScanFinding(Settings);

/// <summary>The rest of a setting's units was given up, <paramref name="From"/> on.</summary>
/// <param name="Settings">How the port was set.</param>
/// <param name="From">The unit with which it began.</param>
/// <param name="Failure"><see cref="ModbusFailureKind.LinkDown"/>: the port does not open so, or went away.
/// <see cref="ModbusFailureKind.NotAsked"/>: somebody speaks without pause.</param>
/// <param name="Cause">For a technician.</param>
public sealed record SettingGivenUp(SerialSettings? Settings, byte From, ModbusFailureKind Failure, string Cause) : ScanFinding(Settings);
