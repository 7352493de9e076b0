using WeldExam.Simulators.Truth;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Examiners;

/// <summary>When an examiner acts.</summary>
public abstract record ExaminerMoment
{
    private ExaminerMoment()
    {
    }

    /// <summary>When the step is due, given what has happened; null while its event has not.</summary>
    public abstract TimeSpan? DueAt(TimeSpan started, IEnumerable<TruthEntry> happened);

    /// <summary>At a time.</summary>
    /// <param name="Time">From the performance's start.</param>
    public sealed record At(TimeSpan Time) : ExaminerMoment
    {
        public override TimeSpan? DueAt(TimeSpan started, IEnumerable<TruthEntry> happened) => started + Time;
    }

    /// <summary>A while after the n-th event of a kind since the start: <c>arc started</c>, <c>arc ended</c>, <c>electrode stuck</c>, <c>card read</c>, <c>performance ended</c>, or a contact such as <c>main on</c>.</summary>
    public sealed record After(string Event, TimeSpan Delay, int Nth = 1) : ExaminerMoment
    {
        public override TimeSpan? DueAt(TimeSpan started, IEnumerable<TruthEntry> happened)
            => happened.Where(e => e.At >= started && NameOf(e) == Event).Skip(Nth - 1).FirstOrDefault()?.At + Delay;

        /// <summary>Whether the words name an event at all.</summary>
        public static bool IsKnown(string words)
            => words is "arc started" or "arc ended" or "electrode stuck" or "card read" or "performance ended"
                || Enum.GetValues<StationSignal>().Any(s => words == Named(s, closed: true) || words == Named(s, closed: false));
    }

    private static string? NameOf(TruthEntry entry) => entry switch
    {
        TruthEntry.ArcStarted => "arc started",
        TruthEntry.ArcEnded => "arc ended",
        TruthEntry.ElectrodeStuck => "electrode stuck",
        TruthEntry.CardRead => "card read",
        TruthEntry.PerformanceEnded => "performance ended",
        TruthEntry.Edge edge => Named(edge.Signal, edge.Closed),
        _ => null,
    };

    private static string Named(StationSignal signal, bool closed)
        => $"{(signal switch
        {
            StationSignal.ClampRest => "clamp-rest",
            StationSignal.HolderRest => "holder-rest",
            StationSignal.EmergencyStop => "estop",
            _ => signal.ToString().ToLowerInvariant(),
        })} {(closed ? "on" : "off")}";
}
