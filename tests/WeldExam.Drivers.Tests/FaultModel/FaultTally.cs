namespace WeldExam.Drivers.Tests.FaultModel;

/// <summary>What many schedules came to.</summary>
internal sealed record FaultTally
{
    public long Schedules { get; set; }

    public long Transactions { get; set; }

    public long Answers { get; set; }

    public long ConfirmedWrites { get; set; }

    /// <summary>Frames whose bytes the line changed.</summary>
    public long Corrupted { get; set; }

    /// <summary>Changed frames that were taken all the same, because their check sum fits by chance.</summary>
    public long TakenByChance { get; set; }

    /// <summary>Answers that came later than the device's stated maximum, and were taken for another question's.</summary>
    public long TakenLate { get; set; }

    public TimeSpan SlowestRecovery { get; set; }

    /// <summary>What must never be, with the seeds that show it.</summary>
    public List<string> Violations { get; } = [];

    public override string ToString() =>
        $"{Schedules} schedules, {Transactions} transactions, {Answers} answers, {ConfirmedWrites} confirmed writes, {Corrupted} corrupted frames, " +
        $"{TakenByChance} taken by chance, {TakenLate} taken later than the stated maximum, slowest recovery {SlowestRecovery.TotalMilliseconds} ms, " +
        $"{Violations.Count} violations {string.Join(" | ", Violations.Take(5))}";
}
