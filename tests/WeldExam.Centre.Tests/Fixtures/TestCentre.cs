using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using WeldExam.Centre.Archive;
using WeldExam.Centre.Boxes;
using WeldExam.Centre.Ingest;
using WeldExam.Centre.Issue;
using WeldExam.Centre.Verification;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Signing;
using WeldExam.Contracts.Topics;

namespace WeldExam.Centre.Tests.Fixtures;

/// <summary>A centre below its host, over any store.</summary>
internal sealed class TestCentre : IDisposable
{
    public TestCentre(ICentreStore store, IngestLimits? limits, params ReadOnlySpan<TestBox> boxes)
    {
        Store = store;
        Boxes = new(boxes.ToArray().Select(box => box.Enrolled), new Es256Suite());
        Ingest = new(store, Boxes, limits ?? new(), Clock);
        Verifier = new(store, new ExamScorer(), Clock);
        Sittings = new(store, new ExamScorer());
        Desk = new(store, Boxes, new ExamScorer(), Signer, Clock);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));

    public Es256Signer Signer { get; } = new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public ICentreStore Store { get; }

    public BoxRegister Boxes { get; }

    public JournalIngest Ingest { get; }

    public PartVerifier Verifier { get; }

    public SittingFold Sittings { get; }

    public IssueDesk Desk { get; }

    public ValueTask<IngestOutcome> TakeAsync(TestBox box, EncodedBlock block) => TakeAsync(box, block, block.Bytes);

    public ValueTask<IngestOutcome> TakeAsync(TestBox box, EncodedBlock block, ReadOnlyMemory<byte> bytes) =>
        Ingest.TakeAsync(new JournalTopic(box.Address, block.Block.Journal), bytes, CancellationToken.None);

    /// <summary>All chained bytes of a journal, as the API gives them out.</summary>
    public async Task<byte[]> FileAsync(TestJournal journal) =>
        [.. (await Store.BlocksAsync(journal.Id, BlockStanding.Chained, 0, int.MaxValue, CancellationToken.None)).SelectMany(block => block.Bytes.ToArray())];

    public async Task<JournalRow> RowAsync(TestJournal journal) => (await Store.FindJournalAsync(journal.Id, CancellationToken.None))!;

    public void Dispose() => Ingest.Dispose();
}
