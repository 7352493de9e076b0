using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Blocks.Formats;
using WeldExam.Contracts.Cbor;
using WeldExam.Contracts.Signing;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.Contracts.Reading;

/// <summary>Takes the blocks of one journal in order and says of each whether it is the next one.
/// The same judgement serves the recorder's recovery, the centre's ingest and an auditor's laptop.</summary>
/// <param name="trust">Whose signatures count.</param>
/// <param name="depth">Which signatures are checked.</param>
public sealed class JournalChain(DeviceTrust trust, SignatureDepth depth = SignatureDepth.Every)
{
    private EvidenceCertificate? _certificate;
    private EncodedBlock? _unchecked;
    private bool _sealed;

    /// <summary>The last block taken; null before the first.</summary>
    public EncodedBlock? Last { get; private set; }

    /// <summary>Boot of the current epoch.</summary>
    public BootId Boot { get; private set; }

    /// <summary>The box that signs the current epoch.</summary>
    public string? Box => _certificate?.Box;

    /// <summary>How many blocks were taken.</summary>
    public long Count => Last is null ? 0 : Last.Block.Number + 1;

    /// <summary>Takes <paramref name="block"/> if it is the next one; null means taken.</summary>
    public BlockFault? Take(EncodedBlock block)
    {
        var certificate = _certificate;
        var fault = FollowsLast(block) ?? EntersEpoch(block, ref certificate) ?? IsInOrder(block, certificate!);
        if (fault is null && depth == SignatureDepth.Every)
            fault = CheckSignature(block, certificate!);
        if (fault is not null)
            return fault;

        (Last, _certificate, _unchecked) = (block, certificate, block);
        Boot = block.Block.Start?.Boot ?? Boot;
        _sealed = IsOf<Sealed>(block.Block.Entries[^1].Entry);
        return null;
    }

    /// <summary>Checks what <see cref="SignatureDepth.LastOfEpoch"/> had put off; null means all is well.</summary>
    public BlockFault? Finish()
    {
        if (depth == SignatureDepth.Every || _unchecked is not { } last)
            return null;
        _unchecked = null;
        return CheckSignature(last, _certificate!);
    }

    private BlockFault? FollowsLast(EncodedBlock encoded)
    {
        var block = encoded.Block;
        if (Last is null)
            return block is { Number: 0, Epoch: 0, Previous: null } ? null : new(BlockFaultKind.WrongNumber, $"the first block is epoch {block.Epoch} number {block.Number}");
        var last = Last.Block;
        if (block.Journal != last.Journal)
            return new(BlockFaultKind.WrongJournal, $"belongs to journal {block.Journal}, not {last.Journal}");
        if (block.Number != last.Number + 1)
            return new(BlockFaultKind.WrongNumber, $"number {block.Number} follows {last.Number}");
        if (block.Epoch != last.Epoch && block.Epoch != last.Epoch + 1)
            return new(BlockFaultKind.WrongNumber, $"epoch {block.Epoch} follows {last.Epoch} at number {block.Number}");
        if (block.Previous != Last.Hash)
            return new(BlockFaultKind.BrokenChain, $"number {block.Number} builds on {block.Previous}, but number {last.Number} is {Last.Hash}");
        return null;
    }

    private BlockFault? EntersEpoch(EncodedBlock encoded, ref EvidenceCertificate? current)
    {
        var block = encoded.Block;
        var begins = Last is null || block.Epoch != Last.Block.Epoch;
        if (begins != block.Start is not null)
            return new(BlockFaultKind.WrongEpochStart, begins ? $"epoch {block.Epoch} begins without its start" : $"a start inside epoch {block.Epoch}");
        if (block.Start is not { } start)
            return null;
        if (Finish() is { } earlier)
            return earlier;
        try
        {
            var (certificate, message) = EvidenceCertificate.Read(start.Certificate);
            if (certificate.Boot != start.Boot || !trust.Accepts(certificate, message))
                return new(BlockFaultKind.UntrustedKey, $"epoch {block.Epoch}: no trusted device key of box '{certificate.Box}' certified its key for this boot");
            current = certificate;
            return null;
        }
        catch (CanonicalFormException exception)
        {
            return new(BlockFaultKind.UntrustedKey, $"epoch {block.Epoch}: {exception.Message}");
        }
    }

    private BlockFault? IsInOrder(EncodedBlock encoded, EvidenceCertificate certificate)
    {
        var entries = encoded.Block.Entries;
        if (_sealed)
            return new(BlockFaultKind.WrongOrder, $"number {encoded.Block.Number} follows the seal");
        for (var i = 0; i < entries.Length; i++)
        {
            var isFirst = Last is null && i == 0;
            if (isFirst != IsOf<Opened>(entries[i].Entry))
                return new(BlockFaultKind.WrongOrder, isFirst ? "the journal does not begin with Opened" : $"Opened stands in number {encoded.Block.Number}");
            if (entries[i].Entry is Opened opened && opened.Box != certificate.Box)
                return new(BlockFaultKind.UntrustedKey, $"opened by box '{opened.Box}', signed for box '{certificate.Box}'");
            if (IsOf<Sealed>(entries[i].Entry) && i != entries.Length - 1)
                return new(BlockFaultKind.WrongOrder, $"entries follow the seal in number {encoded.Block.Number}");
        }

        return null;
    }

    /// <summary>A newer box may say more in an entry than we understand; its kind still counts.</summary>
    private static bool IsOf<T>(Entry entry)
        where T : Entry => entry is T || (entry is UnknownEntry unknown && EntryFormats.Of(unknown.Kind)?.Type == typeof(T));

    private BlockFault? CheckSignature(EncodedBlock block, EvidenceCertificate certificate) =>
        block.Message.IsSignedBy(certificate.PublicKey.Span, trust.Suite)
            ? null
            : new(BlockFaultKind.BadSignature, $"number {block.Block.Number} of epoch {block.Block.Epoch} is not signed by the epoch's key");
}
