using WeldExam.Contracts.Receipts;
using WeldExam.Exam.Journal;

namespace WeldExam.Contracts.Outbox;

/// <summary>The journal files as the uplink sees them: they are the outbox. Only blocks covered by a successful fsync appear here.</summary>
public interface IJournalOutbox
{
    /// <summary>Journals that hold durable blocks which no receipt covers, oldest first.</summary>
    IReadOnlyList<PendingJournal> Pending();

    /// <summary>Durable blocks of one journal from number <paramref name="from"/> on, in order, until <paramref name="maxBytes"/> is reached (at least one, if there is one).</summary>
    ValueTask<IReadOnlyList<OutboxBlock>> ReadAsync(JournalId journal, long from, int maxBytes, CancellationToken cancel);

    /// <summary>Offers a receipt whose signature was checked. The cursor moves only when epoch, number and hash match the own file; a lower mark is ignored.</summary>
    ValueTask<ReceiptOutcome> OfferAsync(Receipt receipt, CancellationToken cancel);

    /// <summary>Completes when blocks became durable since the last call, or at once if some did.</summary>
    ValueTask WaitAsync(CancellationToken cancel);
}

/// <summary>A journal with something to send.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Confirmed">Blocks below this number are covered by a receipt.</param>
/// <param name="Durable">Blocks below this number are on disk.</param>
public readonly record struct PendingJournal(JournalId Journal, long Confirmed, long Durable);

/// <summary>One durable block.</summary>
public readonly record struct OutboxBlock(int Epoch, long Number, ReadOnlyMemory<byte> Bytes);

/// <summary>What became of an offered receipt.</summary>
public enum ReceiptOutcome
{
    /// <summary>The cursor moved.</summary>
    Moved,

    /// <summary>It says nothing new.</summary>
    Old,

    /// <summary>The box holds no such journal or block.</summary>
    Unknown,

    /// <summary>Its hash is not ours: a fork. The journal is held and an alarm raised; the cursor stays.</summary>
    Fork,
}
