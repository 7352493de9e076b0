using WeldExam.Centre.Archive;
using WeldExam.Contracts.Blocks;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.Centre.Verification;

/// <summary>A journal's entries out of the blocks that were verified when they came.</summary>
internal static class StoredEntries
{
    /// <summary>All entries in order.</summary>
    public static async ValueTask<List<Recorded>> ReadAsync(ICentreStore store, JournalId journal, CancellationToken cancel)
    {
        var entries = new List<Recorded>();
        var boot = default(BootId);
        foreach (var stored in await store.BlocksAsync(journal, BlockStanding.Chained, 0, int.MaxValue, cancel))
        {
            if (BlockCodec.TryDecode(stored.Bytes, out var block) is { } fault)
                throw new InvalidOperationException($"block {stored.Number} of {journal} was verified and is now {fault}");
            boot = block!.Block.Start?.Boot ?? boot;
            foreach (var stamped in block.Block.Entries)
                entries.Add(new(block.Block.Epoch, boot, stamped.At, stamped.Entry));
        }

        return entries;
    }
}
