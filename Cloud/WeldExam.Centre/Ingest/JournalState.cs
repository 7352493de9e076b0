using System.Security.Cryptography;
using WeldExam.Centre.Archive;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Cbor;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Receipts;
using WeldExam.Contracts.Signing;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Ingest;

/// <summary>One journal in memory while its blocks come: the chain, the hashes, what waits, and which keys were certified for it.
/// Thrown away and rebuilt from the store whenever a commit fails.</summary>
internal sealed class JournalState(JournalId journal, DeviceTrust trust) : IDisposable
{
    private readonly JournalChain _chain = new(trust);
    private readonly IncrementalHash _bytes = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<EvidenceCertificate> _certificates = [];

    public JournalId Journal { get; } = journal;

    public List<Hash256> Hashes { get; } = [];

    /// <summary>Kept blocks that are not chained, by identity.</summary>
    public Dictionary<(int Epoch, long Number, Hash256 Hash), StoredBlock> Kept { get; } = [];

    public long WaitingBytes { get; set; }

    public JournalRow? Row { get; set; }

    public PartRow? Part { get; set; }

    public long LastUsed { get; set; }

    public long Count => Hashes.Count;

    public bool IsHeld => Row?.Standing == JournalStanding.Held;

    /// <summary>What the centre may confirm; null before the first verified block.</summary>
    public Receipt? Receipt => _chain.Last is { } last ? new(Journal, last.Block.Epoch, last.Block.Number, last.Hash) : null;

    public EncodedBlock? Last => _chain.Last;

    /// <summary>SHA-256 of all chained bytes so far.</summary>
    public Hash256 Sha256 => Hash256.FromBytes(_bytes.GetCurrentHash());

    /// <summary>Takes the next block; null means taken.</summary>
    public BlockFault? Take(EncodedBlock block)
    {
        if (_chain.Take(block) is { } fault)
            return fault;
        Remember(block);
        Hashes.Add(block.Hash);
        _bytes.AppendData(block.Bytes.Span);
        return null;
    }

    /// <summary>Learns which evidence key a block brings, if a trusted device key certified it.</summary>
    public void Remember(EncodedBlock block)
    {
        if (Certified(block) is { } certificate && !_certificates.Exists(known => known.PublicKey.Span.SequenceEqual(certificate.PublicKey.Span)))
            _certificates.Add(certificate);
    }

    /// <summary>Whether a box that may write this journal signed the block.</summary>
    public bool IsSignedByBox(EncodedBlock block)
    {
        if (Certified(block) is { } own)
            return block.Message.IsSignedBy(own.PublicKey.Span, trust.Suite) && (_chain.Box is null || own.Box == _chain.Box);
        return _certificates.Exists(certificate =>
            (_chain.Box is null || certificate.Box == _chain.Box) && block.Message.IsSignedBy(certificate.PublicKey.Span, trust.Suite));
    }

    public void Dispose() => _bytes.Dispose();

    private EvidenceCertificate? Certified(EncodedBlock block)
    {
        if (block.Block.Start is not { } start)
            return null;
        try
        {
            var (certificate, message) = EvidenceCertificate.Read(start.Certificate);
            return certificate.Boot == start.Boot && trust.Accepts(certificate, message) ? certificate : null;
        }
        catch (CanonicalFormException)
        {
            return null;
        }
    }
}
