using System.Collections.Immutable;
using WeldExam.Exam.Signals;

namespace WeldExam.Station.Acquisition;

/// <summary>One of several welding places of a station: a machine with its meter and inputs, and what is done there. A station whose file names no
/// rig is one.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Tasks">Whose parts are held here: K21, K22, … A task belongs to one rig at most.</param>
/// <param name="Signals">A paper's signal → the signal of the station that it is here. What is not named here is the station's: main, rcd, estop, ….</param>
public sealed record Rig(string Name, ImmutableArray<string> Tasks, ImmutableSortedDictionary<string, string> Signals)
{
    /// <summary>The signal by which a rig's current goes.</summary>
    public const string CurrentSignal = "current";

    /// <summary>Welding processes (ISO 4063) that its machine does; empty where nothing is said.</summary>
    public ImmutableArray<int> Processes { get; init; } = [];

    /// <summary>What its machine gives; null where nothing is said.</summary>
    public Waveform? Waveform { get; init; }

    /// <summary>The station's signal of its current; null without a meter.</summary>
    public string? Current => Signals.GetValueOrDefault(CurrentSignal);
}

/// <summary>The current of a rig on which a part is not held.</summary>
public readonly record struct OtherCurrent(string Rig, Channel Channel);
