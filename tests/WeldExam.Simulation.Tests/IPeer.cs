using WeldExam.Contracts.Outbox;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.Simulation.Tests;

/// <summary>Whatever stands behind the outbox of the box. It outlives the box's lives; <see cref="ServeAsync"/> runs once in each.</summary>
internal interface IPeer
{
    /// <summary>Blocks that contradict what is held, on either side.</summary>
    IReadOnlyList<string> Forks { get; }

    /// <summary>Serves the box until its life ends.</summary>
    Task ServeAsync(IJournalOutbox outbox, BootId boot, CancellationToken stop);

    /// <summary>The journal as far as it is held without a gap.</summary>
    byte[] Journal(JournalId journal);
}
