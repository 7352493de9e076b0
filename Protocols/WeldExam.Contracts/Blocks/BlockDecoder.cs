using WeldExam.Contracts.Cbor;
using WeldExam.Contracts.Signing;
using WeldExam.Exam;

namespace WeldExam.Contracts.Blocks;

/// <summary>Reads block after block, with one buffer for all of them. Not for use by two callers at once.</summary>
internal sealed class BlockDecoder
{
    private readonly CanonicalWriter _again = new();

    /// <inheritdoc cref="BlockCodec.TryDecode"/>
    public BlockFault? TryDecode(ReadOnlyMemory<byte> bytes, out EncodedBlock? block)
    {
        block = null;
        try
        {
            var message = CoseSign1.Read(bytes);
            if (message.Encoded.Length > Block.MaxLength)
                return new(BlockFaultKind.TooLong, $"{message.Encoded.Length} bytes");
            var read = BlockPayload.Read(message.Payload);
            if (read is null)
                return new(BlockFaultKind.UnknownFormat, "a format version that this program does not know");
            _again.Clear();
            BlockPayload.Write(_again, read);
            if (!_again.Written.SequenceEqual(message.Payload.Span))
                return new(BlockFaultKind.NotCanonical, "does not encode to the same bytes again");
            block = new(read, message, Hash256.Of(message.Encoded.Span));
            return null;
        }
        catch (CanonicalFormException exception)
        {
            return new(BlockFaultKind.Malformed, exception.Message);
        }
        catch (NewerFormatException exception)
        {
            return new(BlockFaultKind.UnknownFormat, exception.Message);
        }
    }
}
