using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Signing;
using WeldExam.Exam.Journal;
using WeldExam.Station.Storage;

namespace WeldExam.Station.Journals;

/// <summary>What recovery found in a journal and left behind.</summary>
/// <param name="Reading">The sound blocks that are kept.</param>
/// <param name="DroppedBytes">Bytes after them, set aside in a file of their own.</param>
/// <param name="Detail">Why they were dropped; empty when nothing was.</param>
public sealed record RecoveredJournal(JournalReading Reading, long DroppedBytes, string Detail);

/// <summary>Brings a journal back to its last sound block. The kept blocks are written anew into a fresh file and flushed:
/// after a failed flush, what the page cache shows proves nothing about the disk.</summary>
internal static class JournalRecovery
{
    /// <param name="disk">Where the journal lies.</param>
    /// <param name="journal">Which one.</param>
    /// <param name="trust">The box's own device key: a block it did not sign is not sound.</param>
    /// <param name="keep">Blocks known to be on disk; more than these were answered "not recorded". Null after a start, when nobody knows.</param>
    /// <param name="recovered">What was found, when there is no fault.</param>
    public static StorageFault? Recover(IJournalDisk disk, JournalId journal, DeviceTrust trust, long? keep, out RecoveredJournal? recovered)
    {
        recovered = null;
        var name = JournalFiles.Blocks(journal);
        if (disk.Read(name, 0, checked((int)disk.LengthOf(name)), out var content) is { } unread)
            return unread;
        var reading = JournalReading.Of(content, trust, SignatureDepth.Every);
        var cause = reading.Fault;
        if (reading.Blocks.Length < keep)
            return new("resume", name, 0, $"{keep} blocks are on disk, but only {reading.Blocks.Length} can be read: {cause}");
        if (keep is { } known && known < reading.Blocks.Length)
        {
            var sound = reading.Blocks.Take((int)known).Sum(block => (long)block.Bytes.Length);
            reading = JournalReading.Of(content.AsMemory(0, (int)sound), trust, SignatureDepth.LastOfEpoch);
            cause = new(BlockFaultKind.Malformed, "written, but never confirmed by the disk");
        }

        var dropped = content.AsSpan((int)reading.SoundLength);
        var epoch = reading.Blocks.IsEmpty ? 0 : reading.Blocks[^1].Block.Epoch;
        if (!dropped.IsEmpty && SetAside(disk, JournalFiles.Torn(journal, epoch), dropped) is { } lost)
            return lost;
        if (disk.Replace(name, content.AsSpan(0, (int)reading.SoundLength)) is { } unwritten)
            return unwritten;
        recovered = new(reading, dropped.Length, dropped.IsEmpty ? "" : $"after block {reading.Blocks.Length - 1}: {cause}");
        return null;
    }

    private static StorageFault? SetAside(IJournalDisk disk, string name, ReadOnlySpan<byte> tail)
    {
        if (disk.LengthOf(name) == 0)
            return disk.Replace(name, tail);
        return disk.Read(name, 0, checked((int)disk.LengthOf(name)), out var earlier) ?? disk.Replace(name, [.. earlier, .. tail]);
    }
}
