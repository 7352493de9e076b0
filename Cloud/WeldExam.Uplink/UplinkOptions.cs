using System.Collections.Immutable;
using WeldExam.Contracts.Topics;
using WeldExam.Exam.Time;

namespace WeldExam.Uplink;

/// <summary>What the uplink of one box is told.</summary>
public sealed record UplinkOptions
{
    /// <summary>The box's 1–4 stations; journals and receipts travel under the first.</summary>
    public required ImmutableArray<BoxAddress> Stations { get; init; }

    /// <summary>The present boot.</summary>
    public required BootId Boot { get; init; }

    /// <summary>The centre's public key (ES256: 65 bytes), which signs receipts and issued files.</summary>
    public required ReadOnlyMemory<byte> CentreKey { get; init; }

    /// <summary>Blocks sent and not confirmed, over all journals: a broker may drop what it queues beyond its limit (mosquitto: 1000).</summary>
    public int Unconfirmed { get; init; } = 256;

    /// <summary>Blocks of one batch in flight together.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Bytes read from the disk for one batch.</summary>
    public int BatchBytes { get; init; } = 512 * 1024;

    /// <summary>Without progress for this long, a journal is sent again from its cursor; doubled each time up to <see cref="LongestReceiptWait"/>.</summary>
    public TimeSpan ReceiptWait { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan LongestReceiptWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the status says that the box is there. Also what finds a half-open link while nothing else is published.</summary>
    public TimeSpan StatusPeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a status or readiness may be believed.</summary>
    public TimeSpan StatusValidity { get; init; } = TimeSpan.FromSeconds(35);

    public TimeSpan LivePeriod { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What is wrong with the options; null when nothing is.</summary>
    public string? Fault() =>
        Stations.IsDefaultOrEmpty || Stations.Length > 4 ? "a box has 1 … 4 stations"
        : CentreKey.Length == 0 ? "the centre's key is missing"
        : Unconfirmed < 1 || Batch < 1 || BatchBytes < 1 ? "a limit is not positive"
        : ReceiptWait <= TimeSpan.Zero || StatusPeriod <= TimeSpan.Zero || LivePeriod <= TimeSpan.Zero || FirstRetry <= TimeSpan.Zero ? "a period is not positive"
        : LongestReceiptWait < ReceiptWait || LongestRetry < FirstRetry || StatusValidity <= StatusPeriod ? "a longest time is shorter than the usual one"
        : null;
}
