using System.Threading.Channels;
using WeldExam.Centre.Tests.Fixtures;
using WeldExam.Contracts.Outbox;
using WeldExam.Contracts.Receipts;
using WeldExam.Exam.Journal;

namespace WeldExam.Uplink.Tests.Fixtures;

/// <summary>An outbox over test journals, with the cursor's rules of the real one.</summary>
internal sealed class MemoryOutbox : IJournalOutbox
{
    private readonly Lock _one = new();
    private readonly List<JournalId> _order = [];
    private readonly Dictionary<JournalId, IReadOnlyList<OutboxBlock>> _blocks = [];
    private readonly Dictionary<JournalId, IReadOnlyList<Exam.Hash256>> _hashes = [];
    private readonly Dictionary<JournalId, long> _confirmed = [];
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public List<ReceiptOutcome> Offers { get; } = [];

    public int LargestRead { get; private set; }

    /// <summary>Whether every durable block is confirmed.</summary>
    public bool IsEmpty => Pending().Count == 0;

    public void Put(TestJournal journal)
    {
        lock (_one)
        {
            if (!_blocks.ContainsKey(journal.Id))
                _order.Add(journal.Id);
            _blocks[journal.Id] = [.. journal.Blocks.Select(block => new OutboxBlock(block.Block.Epoch, block.Block.Number, block.Bytes))];
            _hashes[journal.Id] = [.. journal.Blocks.Select(block => block.Hash)];
            _confirmed.TryAdd(journal.Id, 0);
        }

        _changed.Writer.TryWrite(true);
    }

    public long Confirmed(JournalId journal)
    {
        lock (_one)
            return _confirmed[journal];
    }

    public IReadOnlyList<PendingJournal> Pending()
    {
        lock (_one)
            return [.. _order.Where(id => _confirmed[id] < _blocks[id].Count).Select(id => new PendingJournal(id, _confirmed[id], _blocks[id].Count))];
    }

    public ValueTask<IReadOnlyList<OutboxBlock>> ReadAsync(JournalId journal, long from, int maxBytes, CancellationToken cancel)
    {
        lock (_one)
        {
            var read = new List<OutboxBlock>();
            var bytes = 0;
            foreach (var block in _blocks[journal].Skip((int)from))
            {
                if (read.Count > 0 && bytes + block.Bytes.Length > maxBytes)
                    break;
                read.Add(block);
                bytes += block.Bytes.Length;
            }

            LargestRead = Math.Max(LargestRead, bytes);
            return new(read);
        }
    }

    public ValueTask<ReceiptOutcome> OfferAsync(Receipt receipt, CancellationToken cancel)
    {
        lock (_one)
        {
            var outcome = !_hashes.TryGetValue(receipt.Journal, out var hashes) || receipt.UpTo >= hashes.Count ? ReceiptOutcome.Unknown
                : hashes[(int)receipt.UpTo] != receipt.Hash ? ReceiptOutcome.Fork
                : receipt.UpTo + 1 <= _confirmed[receipt.Journal] ? ReceiptOutcome.Old
                : ReceiptOutcome.Moved;
            if (outcome == ReceiptOutcome.Moved)
                _confirmed[receipt.Journal] = receipt.UpTo + 1;
            Offers.Add(outcome);
            return new(outcome);
        }
    }

    public async ValueTask WaitAsync(CancellationToken cancel)
    {
        await _changed.Reader.WaitToReadAsync(cancel);
        _changed.Reader.TryRead(out _);
    }
}
