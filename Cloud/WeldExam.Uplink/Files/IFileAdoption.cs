using WeldExam.Contracts.Files;

namespace WeldExam.Uplink.Files;

/// <summary>Takes files that the centre signed. A file may come again: the same content is adopted once; a roster never goes back to a lower version.</summary>
public interface IFileAdoption
{
    /// <param name="file">Its signature by the centre was checked.</param>
    /// <param name="signed">The signed bytes as they came, to be kept.</param>
    /// <param name="cancel">Ends the attempt; the file comes again with the next connection.</param>
    /// <returns>False when the box did not take it: it is offered again when it comes again.</returns>
    ValueTask<bool> AdoptAsync(SignedFile file, ReadOnlyMemory<byte> signed, CancellationToken cancel);
}
