using WeldExam.Contracts.Blocks;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Station.Journals;

/// <summary>Where the durable blocks of one journal lie in its file, and how far the centre has confirmed them.</summary>
internal sealed class StoredJournal(JournalId journal)
{
    private readonly List<long> _ends = [];
    private readonly List<int> _epochs = [];

    public JournalId Journal { get; } = journal;

    public long Confirmed { get; set; }

    /// <summary>Set when the centre holds other bytes under our numbers: nothing more is sent or taken for confirmed.</summary>
    public bool IsForked { get; set; }

    /// <summary>Whether a flush of this or an earlier boot covers every block.</summary>
    public bool IsProven { get; set; } = true;

    public long Durable => _ends.Count;

    public long Length => _ends.Count == 0 ? 0 : _ends[^1];

    /// <summary>Hash of the last durable block: through the chain it names every byte before it.</summary>
    public Hash256 Tail { get; private set; }

    public Opened? Opened { get; private set; }

    public Sealed? Seal { get; private set; }

    /// <summary>Box time at which the first entry was recorded, for ordering only.</summary>
    public long FirstTick { get; private set; }

    public void Add(EncodedBlock block)
    {
        if (_ends.Count == 0)
        {
            Opened = block.Block.Entries[0].Entry as Opened;
            FirstTick = block.Block.Entries[0].At.Microseconds;
        }

        Seal = block.Block.Entries[^1].Entry as Sealed;
        Tail = block.Hash;
        _ends.Add(Length + block.Bytes.Length);
        _epochs.Add(block.Block.Epoch);
    }

    public int EpochOf(long number) => _epochs[(int)number];

    public long StartOf(long number) => number == 0 ? 0 : _ends[(int)number - 1];

    public long EndOf(long number) => _ends[(int)number];
}
